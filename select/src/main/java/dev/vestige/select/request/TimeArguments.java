package dev.vestige.select.request;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Timestamps;

/// Reads `start`, `end` and `time`: RFC 3339, a number of seconds, milliseconds, microseconds or
/// nanoseconds told apart by its size, or a time relative to now.
public final class TimeArguments {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SECONDS_MAX = 1L << 33;
  private static final double MILLIS_MAX = SECONDS_MAX * 1e3;
  private static final double MICROS_MAX = SECONDS_MAX * 1e6;

  private TimeArguments() {}

  public static TimeRange range(Exchange exchange, long now) {
    return new TimeRange(
        exchange
            .argument("start")
            .filter(text -> !text.isEmpty())
            .map(text -> parse("start", text, now))
            .orElse(Long.MIN_VALUE),
        exchange
            .argument("end")
            .filter(text -> !text.isEmpty())
            .map(text -> parse("end", text, now))
            .orElse(Long.MAX_VALUE));
  }

  /// What relative times in a query count from.
  public static long now(Exchange exchange, long now) {
    return exchange
        .argument("time")
        .or(() -> exchange.argument("end"))
        .filter(text -> !text.isEmpty())
        .map(text -> parse("time", text, now))
        .orElse(now);
  }

  public static long parse(String name, String text, long now) {
    if (text.equals("now")) {
      return now;
    }
    String relative = text.startsWith("now") ? text.substring(3) : text;
    String size = relative.startsWith("-") ? relative.substring(1) : relative;
    long duration = Durations.parse(size);
    if (duration != Durations.NONE) {
      return now - duration;
    }
    long stamp = Timestamps.parse(text);
    if (stamp != Timestamps.NONE) {
      return stamp;
    }
    try {
      return number(Double.parseDouble(text), now);
    } catch (NumberFormatException _) {
      throw VestigeException.invalidInput(
          "cannot read the argument `%s`: `%s` is neither a time nor a duration"
              .formatted(name, text));
    }
  }

  private static long number(double value, long now) {
    if (value < 0) {
      return now + (long) (value * NANOS_PER_SECOND);
    }
    if (value < SECONDS_MAX) {
      return (long) (value * NANOS_PER_SECOND);
    }
    if (value < MILLIS_MAX) {
      return (long) (value * 1e6);
    }
    return value < MICROS_MAX ? (long) (value * 1e3) : (long) value;
  }
}
