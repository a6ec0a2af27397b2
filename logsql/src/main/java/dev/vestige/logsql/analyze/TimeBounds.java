package dev.vestige.logsql.analyze;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.WeekRangeFilter;

/// The time range outside of which a filter matches nothing.
public final class TimeBounds {
  private TimeBounds() {}

  /// The smallest known range that holds the `_time` of every matching row; empty when no row can
  /// match.
  public static TimeRange of(Filter filter) {
    return switch (filter) {
      case TimeFilter time -> new TimeRange(time.minNanos(), time.maxNanos());
      case AndFilter and ->
          and.filters().stream().map(TimeBounds::of).reduce(TimeRange.ALL, TimeRange::intersect);
      case OrFilter or -> or.filters().stream().map(TimeBounds::of).reduce(TimeBounds::hull).get();
      case MatchAllFilter _,
          NotFilter _,
          DayRangeFilter _,
          WeekRangeFilter _,
          StreamFilter _,
          StreamIdFilter _,
          FieldFilter _ ->
          TimeRange.ALL;
    };
  }

  private static TimeRange hull(TimeRange a, TimeRange b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return new TimeRange(
        Math.min(a.fromNanos(), b.fromNanos()), Math.max(a.toNanos(), b.toNanos()));
  }
}
