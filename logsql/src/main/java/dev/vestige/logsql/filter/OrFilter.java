package dev.vestige.logsql.filter;

import java.util.List;

/// `a or b`: rows that satisfy at least one of two or more filters. Built by [Filter#or], which
/// keeps it flat: no element is itself a disjunction.
public record OrFilter(List<Filter> filters) implements Filter {
  public OrFilter {
    filters = List.copyOf(filters);
    if (filters.size() < 2) {
      throw new IllegalArgumentException("a disjunction needs two filters, got " + filters);
    }
    for (Filter filter : filters) {
      if (filter instanceof OrFilter) {
        throw new IllegalArgumentException("a disjunction inside a disjunction: " + filter);
      }
    }
  }
}
