package dev.vestige.logsql.print;

import dev.vestige.logsql.stream.AllOfSelectors;
import dev.vestige.logsql.stream.AnyOfSelectors;
import dev.vestige.logsql.stream.LabelEquals;
import dev.vestige.logsql.stream.LabelIn;
import dev.vestige.logsql.stream.LabelMatches;
import dev.vestige.logsql.stream.LabelNotEquals;
import dev.vestige.logsql.stream.LabelNotIn;
import dev.vestige.logsql.stream.LabelNotMatches;
import dev.vestige.logsql.stream.StreamSelector;
import java.util.List;

/// What stands inside `{...}`.
final class StreamPrinter {
  private StreamPrinter() {}

  static void selector(Printer out, StreamSelector selector) {
    switch (selector) {
      case AnyOfSelectors any ->
          Lists.separated(out, any.selectors(), " or ", inner -> selector(out, inner));
      case AllOfSelectors all ->
          Lists.separated(out, all.selectors(), ",", inner -> selector(out, inner));
      case LabelEquals label -> compare(out, label.label(), "=", label.value());
      case LabelNotEquals label -> compare(out, label.label(), "!=", label.value());
      case LabelMatches label -> compare(out, label.label(), "=~", label.pattern());
      case LabelNotMatches label -> compare(out, label.label(), "!~", label.pattern());
      case LabelIn label -> list(out, label.label(), " in (", label.values());
      case LabelNotIn label -> list(out, label.label(), " not_in (", label.values());
    }
  }

  private static void compare(Printer out, String label, String operator, String value) {
    out.token(label).text(operator).quoted(value);
  }

  private static void list(Printer out, String label, String operator, List<String> values) {
    out.token(label).text(operator);
    Lists.separated(out, values, ",", out::quoted);
    out.text(")");
  }
}
