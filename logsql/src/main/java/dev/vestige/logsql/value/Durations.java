package dev.vestige.logsql.value;

import java.nio.charset.StandardCharsets;

/// Durations such as `1h30m`, `1.5s`, `-3d12h`, `10µs`: numbers with one of the units `ns`, `µs`,
/// `ms`, `s`, `m`, `h`, `d`, `w`, `y` (365 days), one after the other. `us` is not a unit.
public final class Durations {
  /// What [#parse] returns for a text that is no duration.
  public static final long NONE = Long.MIN_VALUE;

  public static final long NANOS_PER_SECOND = 1_000_000_000L;
  public static final long NANOS_PER_MINUTE = 60 * NANOS_PER_SECOND;
  public static final long NANOS_PER_HOUR = 60 * NANOS_PER_MINUTE;
  public static final long NANOS_PER_DAY = 24 * NANOS_PER_HOUR;
  public static final long NANOS_PER_WEEK = 7 * NANOS_PER_DAY;
  private static final long NANOS_PER_YEAR = 365 * NANOS_PER_DAY;

  private Durations() {}

  /// Nanoseconds, cut off at the largest long, or [#NONE].
  public static long parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length);
  }

  /// Nanoseconds, cut off at the largest long, or [#NONE].
  public static long parse(byte[] bytes, int from, int to) {
    if (from >= to) {
      return NONE;
    }
    boolean negative = bytes[from] == '-';
    int position = negative ? from + 1 : from;
    if (position == to) {
      return NONE;
    }
    long total = 0;
    while (position < to) {
      int end = Decimals.end(bytes, position, to);
      if (end == position || bytes[position] == '.' || bytes[end - 1] == '.') {
        return NONE;
      }
      int unitLength = unitLength(bytes, end, to);
      if (unitLength == 0) {
        return NONE;
      }
      long nanos = scaled(bytes, position, end, unitNanos(bytes, end, unitLength));
      if (nanos < 0) {
        return NONE;
      }
      total = total > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : total + nanos;
      position = end + unitLength;
    }
    return negative ? -total : total;
  }

  /// The number times the unit, -1 when it is no number.
  static long scaled(byte[] bytes, int from, int to, long unit) {
    long integer = Decimals.parseInteger(bytes, from, to);
    if (integer >= 0) {
      return integer > Long.MAX_VALUE / unit ? Long.MAX_VALUE : integer * unit;
    }
    double decimal = Decimals.parse(bytes, from, to);
    return Double.isNaN(decimal) ? -1 : (long) (decimal * unit);
  }

  private static int unitLength(byte[] bytes, int at, int to) {
    if (at >= to) {
      return 0;
    }
    int next = at + 1 < to ? bytes[at + 1] : 0;
    return switch (bytes[at]) {
      case 'n' -> next == 's' ? 2 : 0;
      case 'm' -> next == 's' ? 2 : 1;
      case 's', 'h', 'd', 'w', 'y' -> 1;
      case (byte) 0xC2 -> next == (byte) 0xB5 && at + 2 < to && bytes[at + 2] == 's' ? 3 : 0;
      default -> 0;
    };
  }

  private static long unitNanos(byte[] bytes, int at, int length) {
    return switch (bytes[at]) {
      case 'n' -> 1;
      case 'm' -> length == 2 ? 1_000_000 : NANOS_PER_MINUTE;
      case 's' -> NANOS_PER_SECOND;
      case 'h' -> NANOS_PER_HOUR;
      case 'd' -> NANOS_PER_DAY;
      case 'w' -> NANOS_PER_WEEK;
      case 'y' -> NANOS_PER_YEAR;
      default -> 1_000;
    };
  }

  /// A text that [#parse] reads as exactly `nanos`: whole numbers of units, the largest first.
  public static String format(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long rest = Math.max(nanos, -Long.MAX_VALUE);
    if (rest < 0) {
      text.append('-');
      rest = -rest;
    }
    rest = append(text, rest, NANOS_PER_WEEK, "w");
    rest = append(text, rest, NANOS_PER_DAY, "d");
    rest = append(text, rest, NANOS_PER_HOUR, "h");
    rest = append(text, rest, NANOS_PER_MINUTE, "m");
    rest = append(text, rest, NANOS_PER_SECOND, "s");
    rest = append(text, rest, 1_000_000, "ms");
    rest = append(text, rest, 1_000, "µs");
    append(text, rest, 1, "ns");
    return text.toString();
  }

  private static long append(StringBuilder text, long nanos, long unit, String name) {
    if (nanos >= unit) {
      text.append(nanos / unit).append(name);
    }
    return nanos % unit;
  }
}
