package dev.vestige.logsql.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.field.FieldPattern;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldHidingTest {
  private static final ParseOptions OPTIONS = ParseOptions.at(0);
  private static final FieldHiding HIDING =
      new FieldHiding(List.of(FieldPattern.exactly("a"), FieldPattern.startingWith("s.")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "a:=1 b:=1                  | \"(hidden)\":=1 b:=1",
        "!(s.x:1 or sx:1)           | !(\"(hidden)\":1 or sx:1)",
        "b:eq_field(a)              | b:eq_field(\"(hidden)\")",
        "{a=\"1\",b=\"2\"}          | {\"(hidden)\"=\"1\",b=\"2\"}",
        "b:in(a:1 ¦ fields a)       | b:in(\"(hidden)\":1 ¦ delete a, s.* ¦ fields a)",
      })
  void filters_ask_for_a_field_that_is_not_there(String query, String expected) {
    Query hidden = HIDING.hide(parsed(query));
    assertThat(hidden).isEqualTo(parsed(expected + " ¦ delete a, s.*"));
    assertThat(LogsQl.parse(hidden.print(), OPTIONS)).isEqualTo(hidden);
  }

  private static Query parsed(String text) {
    return LogsQl.parse(text.strip().replace('¦', '|'), OPTIONS);
  }
}
