package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.WeekRangeFilter;
import dev.vestige.logsql.stream.AnyOfSelectors;

/// Filters whose outcome does not depend on the row.
public final class FilterTruth {
  private FilterTruth() {}

  /// True when surely no row satisfies the filter.
  public static boolean isNever(Filter filter, FilterContext context) {
    return switch (filter) {
      case AndFilter and -> and.filters().stream().anyMatch(part -> isNever(part, context));
      case OrFilter or -> or.filters().stream().allMatch(part -> isNever(part, context));
      case NotFilter not -> isAlways(not.filter(), context);
      case InFilter in -> isEmpty(in.values(), context);
      case StreamIdFilter ids -> isEmpty(ids.ids(), context);
      case TimeFilter time -> time.minNanos() > time.maxNanos();
      case StreamFilter stream ->
          stream.selector() instanceof AnyOfSelectors any && any.selectors().isEmpty();
      case MatchAllFilter _, DayRangeFilter _, WeekRangeFilter _, FieldFilter _ -> false;
    };
  }

  private static boolean isAlways(Filter filter, FilterContext context) {
    return switch (filter) {
      case MatchAllFilter _ -> true;
      case AndFilter and -> and.filters().stream().allMatch(part -> isAlways(part, context));
      case OrFilter or -> or.filters().stream().anyMatch(part -> isAlways(part, context));
      case NotFilter not -> isNever(not.filter(), context);
      case TimeFilter _,
          DayRangeFilter _,
          WeekRangeFilter _,
          StreamFilter _,
          StreamIdFilter _,
          FieldFilter _ ->
          false;
    };
  }

  private static boolean isEmpty(ValueSource values, FilterContext context) {
    return switch (values) {
      case ListedValues listed -> listed.values().isEmpty();
      case SubqueryValues subquery -> context.answer(subquery).size() == 0;
    };
  }
}
