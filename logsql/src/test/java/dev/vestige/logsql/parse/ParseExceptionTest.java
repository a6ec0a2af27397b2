package dev.vestige.logsql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseExceptionTest {

  private static ParseException error(String query) {
    return catchThrowableOfType(
        ParseException.class, () -> LogsQl.parse(query, ParseOptions.at(0)));
  }

  @Test
  void a_message_has_position_line_and_caret() {
    assertThat(error("* | stats cuont() n"))
        .hasMessage(
            """
            cannot parse query at line 1, column 11: expected a function of `stats`, got `cuont`; did you mean `count`?
            * | stats cuont() n
                      ^\
            """);
  }

  @Test
  void lines_and_columns_count_from_one() {
    ParseException error = error("*\n | fields a\n | limit x");
    assertThat(error)
        .hasMessageStartingWith("cannot parse query at line 3, column 10: ")
        .hasMessageEndingWith("\n | limit x\n         ^");
    assertThat(error.offset()).isEqualTo(23);
  }

  @Test
  void columns_count_characters_and_not_their_halves() {
    assertThat(error("\"😀😀\" | limit x"))
        .hasMessageContaining("column 14")
        .hasMessageEndingWith("\n\"😀😀\" | limit x\n             ^");
  }

  @Test
  void control_characters_are_not_shown() {
    assertThat(error("\t\0a | limit x")).hasMessageEndingWith("\n  a | limit x\n            ^");
  }

  @Test
  void a_long_line_is_cut_around_the_position() {
    String query = "a ".repeat(500) + "| limit x " + "| fields b".repeat(50);
    assertThat(error(query).getMessage().lines().toList())
        .satisfies(lines -> {
          assertThat(lines.get(1)).startsWith("...").endsWith("...").hasSizeLessThan(140);
          assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('x');
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "* | stat by (a) count() => unknown pipe `stat`; did you mean `stats`?",
        "* | frst:=(a) => expected a value after `=`",
        "* | unqi(a) => unknown pipe `unqi`; did you mean `uniq`?",
        "* | cuont() => unknown pipe `cuont`; did you mean `count`?",
        "* | sort by (a) lmit 5 => unexpected `lmit` in the pipe `sort`; expected `|` or the end; did you mean `limit`?",
        "a:rnge(1, 2) => unknown filter function `rnge`; did you mean `range`?",
        "foo(1) => unknown filter function `foo`. Put a blank in front of `(` to search for the word.",
        "* | math rond(a) as b => unknown function `rond` of `math`; did you mean `round`?",
        "options(concurency=1) * => unknown query option `concurency`; did you mean `concurrency`?",
        "count() => `count` is the name of a pipe, which needs a filter and `|` in front of it",
        "* | stats by (a:b.c) count() => cannot parse `b.c` as the size of a bucket; a field name with a colon needs quotes",
        "* | math 1e-7 as a => put a number with a signed exponent into quotes",
        "a:in(b c) => `in` needs values separated by `,`, or a query that ends in `| fields name`",
        "a:in(b, c => expected `,` or `)` after an argument of `in`, got the end of the query",
        "a:in(b, => expected an argument of `in` or `)`, got the end of the query",
        "a:(b:(c)) => `b:` stands inside `field:(...)` and cannot name another field",
        "* | unpack_json result_prefix p fields (a) => `fields (...)` must stand in front of `result_prefix`",
        "* | sort by (a) limit 1 limit 2 => `limit` is given twice",
        "* | sort by (a) partition by (b) => `partition by` needs a `limit`",
        "* | copy a as b* => maps a name to a name",
        "* | fields a | stream_context before 1 => `stream_context` must directly follow the filter",
        "* | stats count() a, sum(b) a => two results are called `a`",
        "* | stats by (a) count() a => the result cannot be called `a`",
        "* | statz_remote a(b) => unknown pipe `statz_remote`; did you mean",
        "a* :b => a filter needs the name of one field in front of `:`",
        "_time:2025-02-30 => `2025-02-30` is not a time",
        "_time:day_range[08:60, 09:00] => `08:60` is not a time of day like 08:30",
        "(a)(b) => put a blank in front of `(`",
        "a and(b) => put a blank in front of `(`",
        "* | math abs as r => `abs` is a function of `math` and needs `(`",
        "* | sort by (a) limit 1K => `limit` needs a whole number that is not negative, got `1K`",
        "a:len_range(-1, 5) => `len_range` needs lengths, got `-1`"
      })
  void messages_say_what_is_wrong_and_what_may_be_meant(String query, String message) {
    assertThatThrownBy(() -> LogsQl.parse(query, ParseOptions.at(0)))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_filter_on_its_own_has_no_pipes() {
    assertThatThrownBy(() -> LogsQl.parseFilter("a | fields b", ParseOptions.at(0)))
        .hasMessageContaining("without pipes");
  }

  @Test
  void states_are_for_nodes_only() {
    String query = "* | stats_remote count(*) as n";
    assertThatThrownBy(() -> LogsQl.parse(query, ParseOptions.at(0)))
        .isInstanceOf(ParseException.class);
    ParseOptions node = ParseOptions.at(0).withOrigin(ParseOptions.Origin.NODE);
    assertThat(LogsQl.parse(query, node).print()).isEqualTo(query);
  }
}
