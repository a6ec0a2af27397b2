package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.ContainsAllFilter;
import dev.vestige.logsql.filter.ContainsAnyFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.ValueSource;
import java.util.ArrayList;
import java.util.List;

/// Finds the subqueries of a filter.
final class Subqueries {
  private Subqueries() {}

  static List<SubqueryValues> of(Filter filter) {
    List<SubqueryValues> found = new ArrayList<>();
    collect(filter, found);
    return found;
  }

  private static void collect(Filter filter, List<SubqueryValues> found) {
    switch (filter) {
      case AndFilter and -> and.filters().forEach(part -> collect(part, found));
      case OrFilter or -> or.filters().forEach(part -> collect(part, found));
      case NotFilter not -> collect(not.filter(), found);
      case InFilter in -> collect(in.values(), found);
      case ContainsAllFilter all -> collect(all.values(), found);
      case ContainsAnyFilter any -> collect(any.values(), found);
      case StreamIdFilter ids -> collect(ids.ids(), found);
      default -> {}
    }
  }

  private static void collect(ValueSource source, List<SubqueryValues> found) {
    if (source instanceof SubqueryValues subquery) {
      found.add(subquery);
    }
  }
}
