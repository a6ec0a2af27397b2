package dev.vestige.logsql.filter;

/// `_time:week_range[Mon, Fri] offset 2h`: rows whose day of the week, after `offsetNanos` are
/// subtracted from `_time` (UTC), lies in a range. Weeks start at Sunday and the range does not
/// wrap: a first day behind the last one matches nothing.
///
/// @param firstDay 0 is Sunday, 6 is Saturday
/// @param firstIncluded whether `firstDay` itself matches
/// @param lastDay 0 is Sunday, 6 is Saturday
/// @param lastIncluded whether `lastDay` itself matches
/// @param offsetNanos subtracted from the time before comparing
public record WeekRangeFilter(
    int firstDay, boolean firstIncluded, int lastDay, boolean lastIncluded, long offsetNanos)
    implements Filter {

  /// The first matching day of the week.
  public int minDay() {
    return firstDay + (firstIncluded ? 0 : 1);
  }

  /// The last matching day of the week.
  public int maxDay() {
    return lastDay - (lastIncluded ? 0 : 1);
  }
}
