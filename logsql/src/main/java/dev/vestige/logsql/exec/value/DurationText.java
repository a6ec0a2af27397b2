package dev.vestige.logsql.exec.value;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.value.Durations;
import dev.vestige.storage.ValueText;

/// Writes durations for people: weeks, days, hours, minutes, then seconds with their fraction;
/// without a whole second, milliseconds, microseconds and nanoseconds one by one:
/// `1h50m28.338530447s`, `19ms860µs`, `1d1h123ms64ns`; zero is `0`.
public final class DurationText {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private DurationText() {}

  public static void append(long nanos, ByteSink out) {
    if (nanos == 0) {
      out.putByte('0');
      return;
    }
    if (nanos < 0) {
      out.putByte('-');
    }
    long rest = Math.abs(Math.max(nanos, -Long.MAX_VALUE));
    rest = appendUnit(rest, Durations.NANOS_PER_WEEK, "w", out);
    rest = appendUnit(rest, Durations.NANOS_PER_DAY, "d", out);
    rest = appendUnit(rest, Durations.NANOS_PER_HOUR, "h", out);
    rest = appendUnit(rest, Durations.NANOS_PER_MINUTE, "m", out);
    if (rest >= Durations.NANOS_PER_SECOND) {
      appendSeconds(rest, out);
      return;
    }
    rest = appendUnit(rest, NANOS_PER_MILLI, "ms", out);
    rest = appendUnit(rest, NANOS_PER_MICRO, "\u00C2\u00B5s", out);
    appendUnit(rest, 1, "ns", out);
  }

  /// The unit's characters are written as bytes, which is why the micro sign comes as two.
  private static long appendUnit(long nanos, long unit, String name, ByteSink out) {
    if (nanos >= unit) {
      ValueText.appendLong(nanos / unit, out);
      ValueText.appendAscii(name, out);
    }
    return nanos % unit;
  }

  private static void appendSeconds(long nanos, ByteSink out) {
    ValueText.appendLong(nanos / Durations.NANOS_PER_SECOND, out);
    long fraction = nanos % Durations.NANOS_PER_SECOND;
    if (fraction != 0) {
      out.putByte('.');
      for (long unit = Durations.NANOS_PER_SECOND / 10; fraction != 0; unit /= 10) {
        out.putByte((int) ('0' + fraction / unit));
        fraction %= unit;
      }
    }
    out.putByte('s');
  }
}
