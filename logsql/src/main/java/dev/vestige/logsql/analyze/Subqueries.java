package dev.vestige.logsql.analyze;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.ContainsAllFilter;
import dev.vestige.logsql.filter.ContainsAnyFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.WeekRangeFilter;
import java.util.LinkedHashSet;
import java.util.Set;

/// The queries that must be answered before the filters around them can run. What they hold
/// themselves is their own business.
public final class Subqueries {
  private Subqueries() {}

  /// Those in the filter of a query and in the conditions of its pipes.
  public static Set<SubqueryValues> of(Query query) {
    Set<SubqueryValues> found = new LinkedHashSet<>(of(query.filter()));
    query.pipes().stream()
        .flatMap(pipe -> Conditions.of(pipe).stream())
        .forEach(filter -> collect(filter, found));
    return found;
  }

  public static Set<SubqueryValues> of(Filter filter) {
    Set<SubqueryValues> found = new LinkedHashSet<>();
    collect(filter, found);
    return found;
  }

  private static void collect(Filter filter, Set<SubqueryValues> found) {
    switch (filter) {
      case AndFilter and -> and.filters().forEach(inner -> collect(inner, found));
      case OrFilter or -> or.filters().forEach(inner -> collect(inner, found));
      case NotFilter not -> collect(not.filter(), found);
      case InFilter in -> add(in.values(), found);
      case ContainsAllFilter contains -> add(contains.values(), found);
      case ContainsAnyFilter contains -> add(contains.values(), found);
      case StreamIdFilter ids -> add(ids.ids(), found);
      case MatchAllFilter _,
          TimeFilter _,
          DayRangeFilter _,
          WeekRangeFilter _,
          StreamFilter _,
          FieldFilter _ -> {}
    }
  }

  private static void add(ValueSource values, Set<SubqueryValues> found) {
    if (values instanceof SubqueryValues subquery) {
      found.add(subquery);
    }
  }
}
