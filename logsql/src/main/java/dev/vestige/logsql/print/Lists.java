package dev.vestige.logsql.print;

import dev.vestige.logsql.field.FieldPattern;
import java.util.List;
import java.util.function.Consumer;

/// Lists of names and values.
final class Lists {
  private Lists() {}

  static <T> void separated(Printer out, List<T> items, String separator, Consumer<T> print) {
    boolean first = true;
    for (T item : items) {
      if (!first) {
        out.text(separator);
      }
      first = false;
      print.accept(item);
    }
  }

  /// `a, "b c"`.
  static void names(Printer out, List<String> names) {
    separated(out, names, ", ", out::token);
  }

  /// `a, b*`.
  static void patterns(Printer out, List<FieldPattern> patterns) {
    separated(out, patterns, ", ", pattern -> out.text(Quoting.pattern(pattern)));
  }

  /// `a,"b c"`: values stand without blanks.
  static void values(Printer out, List<String> values) {
    separated(out, values, ",", out::token);
  }

  static boolean isAll(List<FieldPattern> patterns) {
    return patterns.size() == 1 && patterns.getFirst().isAll();
  }
}
