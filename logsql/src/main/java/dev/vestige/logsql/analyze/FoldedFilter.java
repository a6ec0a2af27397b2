package dev.vestige.logsql.analyze;

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
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.WeekRangeFilter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Folds what no row decides, so that no column is read for it: `a or *` is `*`, `a !*` is `!*`,
/// and what stands twice in a conjunction or disjunction is looked at once.
public final class FoldedFilter {
  private static final Filter NEVER = Filter.not(MatchAllFilter.INSTANCE);

  private FoldedFilter() {}

  /// A filter with the same rows.
  public static Filter of(Filter filter) {
    return switch (filter) {
      case AndFilter(List<Filter> filters) -> {
        SequencedSet<Filter> parts = folded(filters);
        yield parts.contains(NEVER) ? NEVER : Filter.and(new ArrayList<>(parts));
      }
      case OrFilter(List<Filter> filters) -> {
        SequencedSet<Filter> parts = folded(filters);
        parts.remove(NEVER);
        yield parts.contains(MatchAllFilter.INSTANCE)
            ? MatchAllFilter.INSTANCE
            : Filter.or(new ArrayList<>(parts));
      }
      case NotFilter(Filter negated) -> Filter.not(of(negated));
      case TimeFilter time -> time.minNanos() > time.maxNanos() ? NEVER : time;
      case InFilter in ->
          in.values() instanceof ListedValues listed && listed.values().isEmpty() ? NEVER : in;
      case MatchAllFilter _,
          DayRangeFilter _,
          WeekRangeFilter _,
          StreamFilter _,
          StreamIdFilter _,
          FieldFilter _ ->
          filter;
    };
  }

  private static SequencedSet<Filter> folded(List<Filter> filters) {
    SequencedSet<Filter> parts = new LinkedHashSet<>();
    filters.forEach(filter -> parts.add(of(filter)));
    return parts;
  }
}
