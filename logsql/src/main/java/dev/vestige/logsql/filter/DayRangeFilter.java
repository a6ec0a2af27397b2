package dev.vestige.logsql.filter;

/// `_time:day_range[08:00, 18:00) offset 2h`: rows whose time of day, after `offsetNanos` are
/// subtracted from `_time` (UTC), lies in a range. The range does not wrap over midnight: a start
/// behind the end matches nothing.
///
/// @param startMinute minutes since midnight, 0 to 1440
/// @param startIncluded whether the first nanosecond of `startMinute` matches
/// @param endMinute minutes since midnight, 0 to 1440; 1440 stands for the last nanosecond of the
///   day
/// @param endIncluded whether that nanosecond matches; the rest of the minute `endMinute` never
///   does
/// @param offsetNanos subtracted from the time before comparing
public record DayRangeFilter(
    int startMinute, boolean startIncluded, int endMinute, boolean endIncluded, long offsetNanos)
    implements Filter {
  public static final long NANOS_PER_DAY = 24L * 3600 * 1_000_000_000;
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;

  /// The first nanosecond of the day that matches.
  public long minNanosOfDay() {
    return nanosOfDay(startMinute) + (startIncluded ? 0 : 1);
  }

  /// The last nanosecond of the day that matches.
  public long maxNanosOfDay() {
    return nanosOfDay(endMinute) - (endIncluded ? 0 : 1);
  }

  private static long nanosOfDay(int minute) {
    return Math.min(minute * NANOS_PER_MINUTE, NANOS_PER_DAY - 1);
  }
}
