package dev.vestige.logsql.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.filter.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoldedFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "a or * => *",
        "(a or *) b:=1 => b:=1",
        "a (b or c) !* => !*",
        "!(a or *) => !*",
        "a or !* => a",
        "a or !(b or *) or c => a or c",
        "!* or !(*) => !*",
        "!(a !*) => *",
        "a a b a => a b",
        "a:=1 or b:=2 or a:=1 => a:=1 or b:=2",
        "a:in() or b => b",
        "a:in() b => !*",
        "_time:[10, 5] or b => b",
        "a or b c => a or b c"
      })
  void what_no_row_decides_is_folded(String query, String folded) {
    assertThat(FoldedFilter.of(filter(query))).isEqualTo(filter(folded));
  }

  private static Filter filter(String query) {
    return LogsQl.parse(query, ParseOptions.at(0)).filter();
  }
}
