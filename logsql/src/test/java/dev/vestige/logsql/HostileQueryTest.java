package dev.vestige.logsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.parse.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queries that mean harm are refused, quickly and without taking the process along.
class HostileQueryTest {
  private static final ParseOptions OPTIONS =
      ParseOptions.at(0).withCharactersMax(Limits.QUERY_CHARACTERS_MAX);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "!(",
        "a:(",
        "in(",
        "a:in(b|",
        ":",
        "* | math (",
        "* | math -",
        "* | math abs(",
        "* | union (* ",
        "* | join by (a) (* ",
        "* | stats count() if (a:in(* ",
        "* | filter a:in(* ",
        "options(concurrency=1) a:in("
      })
  void nesting_without_end_is_an_error(String step) {
    String query = repeated(step, 100_000 * step.length());
    assertThatThrownBy(() -> LogsQl.parse(query, OPTIONS))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT));
  }

  @Test
  void nesting_is_allowed_up_to_its_limit_and_no_further() {
    int max = Limits.NESTING_MAX;
    assertThat(LogsQl.parse(nested(max), OPTIONS).print()).isEqualTo("a");
    assertThatThrownBy(() -> LogsQl.parse(nested(max + 1), OPTIONS))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining("nested deeper than " + max);
  }

  private static String nested(int depth) {
    return "(".repeat(depth) + "a" + ")".repeat(depth);
  }

  @Test
  void a_hundred_thousand_parentheses_are_an_error() {
    assertThatThrownBy(() -> LogsQl.parse(nested(100_000), OPTIONS))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void negations_without_end_cancel_out() {
    assertThat(LogsQl.parse("!".repeat(100_000) + "a", OPTIONS).print()).isEqualTo("a");
  }

  @Test
  void arithmetic_is_allowed_up_to_its_limit_and_no_further() {
    String sum = "* | math 1" + "+1".repeat(Limits.MATH_OPERATORS_MAX);
    Query query = LogsQl.parse(sum, OPTIONS);
    assertThat(LogsQl.parse(query.print(), OPTIONS)).isEqualTo(query);
    assertThatThrownBy(() -> LogsQl.parse(sum + "+1", OPTIONS))
        .hasMessageContaining("more than " + Limits.MATH_OPERATORS_MAX + " operators");
  }

  @Test
  void a_query_is_as_long_as_the_server_allows_and_no_longer() {
    ParseOptions small = ParseOptions.at(0).withCharactersMax(10);
    assertThat(LogsQl.parse("0123456789", small).pipes()).isEmpty();
    assertThatThrownBy(() -> LogsQl.parse("0123456789a", small))
        .hasMessageContaining("11 characters, more than the allowed 10");
    String long16 = "a".repeat(Limits.QUERY_CHARACTERS_DEFAULT + 1);
    assertThatThrownBy(() -> LogsQl.parse(long16, ParseOptions.at(0)))
        .isInstanceOf(ParseException.class);
    assertThatThrownBy(() -> small.withCharactersMax(Limits.QUERY_CHARACTERS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pipes_filters_and_lists_have_limits() {
    String pipes = "*" + "|fields a".repeat(Limits.PIPES_MAX);
    assertThat(LogsQl.parse(pipes, OPTIONS).pipes()).hasSize(Limits.PIPES_MAX);
    refuses(pipes + "|fields a", "more than " + Limits.PIPES_MAX + " pipes");
    refuses("a ".repeat(Limits.FILTERS_MAX + 1), "filters joined by `and`");
    refuses("a or ".repeat(Limits.FILTERS_MAX) + "a", "filters joined by `or`");
    refuses("* | fields " + "a,".repeat(Limits.LIST_ITEMS_MAX) + "a", "items in one list");
    refuses("{" + "a=b,".repeat(Limits.LIST_ITEMS_MAX + 1) + "}", "labels in a stream selector");
    refuses("in(" + "a,".repeat(Limits.VALUES_MAX + 1) + ")", "arguments");
  }

  @Test
  void a_long_list_of_values_is_understood() {
    String list = "a:in(" + "0123456789abcdef,".repeat(100_000) + "x)";
    Query query = LogsQl.parse(list, OPTIONS);
    assertThat(query.print()).isEqualTo(list);
  }

  @Test
  void regular_expressions_have_limits() {
    refuses("a:~`(a{1000}){1000}`", "more than " + Limits.REGEXP_STEPS_MAX + " steps");
    refuses("a:~`((((a{30}){30}){30}){30}){30}`", "steps");
    refuses("a:~`" + "(".repeat(Limits.REGEXP_NESTING_MAX + 1), "not closed");
    String nested =
        "(".repeat(Limits.REGEXP_NESTING_MAX + 1) + ")".repeat(Limits.REGEXP_NESTING_MAX + 1);
    refuses("a:~`" + nested + "`", "nests groups deeper than " + Limits.REGEXP_NESTING_MAX);
    refuses(
        "a:~" + "x".repeat(Limits.REGEXP_CHARACTERS_MAX + 1),
        "longer than " + Limits.REGEXP_CHARACTERS_MAX);
    refuses("{a=~`(x{999}){999}`}", "steps");
    refuses("* | replace_regexp (`(x{999}){999}`, b)", "steps");
    refuses("* | extract_regexp `(?P<a>(x{999}){999})`", "steps");
  }

  @Test
  void quotation_marks_that_do_not_close_cost_little() {
    String query = "a" + "\"\\\"\\q".repeat(100_000);
    assertThatThrownBy(() -> LogsQl.parse(query, OPTIONS))
        .hasMessageContaining("too many quotation marks");
  }

  @Test
  void characters_that_are_no_text_are_understood_or_refused() {
    for (char c = 0; c < 0x300; c++) {
      for (String text : new String[] {"" + c, "a" + c, c + "a", "a:" + c, "* | fields " + c}) {
        try {
          Query query = LogsQl.parse(text, OPTIONS);
          assertThat(LogsQl.parse(query.print(), OPTIONS)).isEqualTo(query);
        } catch (ParseException e) {
          assertThat(e.getMessage()).contains("cannot parse query at line ");
        }
      }
    }
  }

  private static void refuses(String query, String reason) {
    assertThatThrownBy(() -> LogsQl.parse(query, OPTIONS))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining(reason);
  }

  private static String repeated(String step, int length) {
    return step.repeat(length / step.length());
  }
}
