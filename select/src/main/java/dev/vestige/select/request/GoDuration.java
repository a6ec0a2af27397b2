package dev.vestige.select.request;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.value.Durations;
import java.util.regex.Pattern;

/// Durations as Jaeger's clients write them: `1.5s`, `100us`, `1h30m`; a unit is needed except for
/// `0`, and there are no days.
public final class GoDuration {
  private static final Pattern SHAPE =
      Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?(ns|us|µs|μs|ms|s|m|h)){1,8}");

  private GoDuration() {}

  /// Nanoseconds.
  ///
  /// @param name of the argument, for the message
  public static long nanos(String name, String text) {
    if (text.equals("0")) {
      return 0;
    }
    String plain = text.startsWith("+") ? text.substring(1) : text;
    long nanos =
        SHAPE.matcher(text).matches()
            ? Durations.parse(
                plain.replace("us", "µs").replace("μs", "µs").replaceAll("\\.([^0-9])", "$1"))
            : Durations.NONE;
    if (nanos == Durations.NONE) {
      throw VestigeException.invalidInput(
          "cannot read the argument `%s`: expected a duration such as 1.5s or 200ms, found `%s`"
              .formatted(name, text));
    }
    return nanos;
  }
}
