package dev.vestige.select.request;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.TimeText;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads `start`, `end` and `time`: RFC 3339 or cut short, a number of seconds, milliseconds,
/// microseconds or nanoseconds told apart by its size, or a time relative to now.
public final class TimeArguments {
  /// A duration that ends in a number without a unit.
  private static final Pattern UNFINISHED = Pattern.compile(".*\\d[nµmshdwy]+\\d[\\d.]*");

  private static final Pattern YEAR_BEFORE_EPOCH = Pattern.compile("1[0-8]\\d\\d|19[0-6]\\d");

  private TimeArguments() {}

  /// From `start` to `end`, both inclusive; a missing one is no bound. An end that is a whole
  /// second holds that second, since clients round what they send.
  public static TimeRange range(Exchange exchange, long now) {
    long end = time(exchange, "end", now).orElse(Long.MAX_VALUE);
    boolean isWholeSecond = end % Durations.NANOS_PER_SECOND == 0;
    return new TimeRange(
        time(exchange, "start", now).orElse(Long.MIN_VALUE),
        isWholeSecond ? end + Durations.NANOS_PER_SECOND - 1 : end);
  }

  /// What relative times in a query count from: `time`, else `end`, else now.
  public static long now(Exchange exchange, long now) {
    OptionalLong time = time(exchange, "time", now);
    return time.isPresent() ? time.getAsLong() : time(exchange, "end", now).orElse(now);
  }

  /// The first nanosecond of what the argument says.
  public static OptionalLong time(Exchange exchange, String name, long now) {
    String text = exchange.argument(name).orElse("");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    TimeText time = isRelativeInHalf(text) ? null : TimeText.parse(text, now, ZoneOffset.UTC);
    if (time == null || YEAR_BEFORE_EPOCH.matcher(text).matches()) {
      throw VestigeException.invalidInput(
          "cannot read the argument `%s`: `%s` is neither a time nor a duration"
              .formatted(name, text));
    }
    return OptionalLong.of(time.firstNanos());
  }

  private static boolean isRelativeInHalf(String text) {
    return UNFINISHED.matcher(text).matches();
  }
}
