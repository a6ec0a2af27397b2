package dev.vestige.logsql.filter;

import java.util.List;

/// `a b`, `a and b`: rows that satisfy all of two or more filters. Built by [Filter#and], which
/// keeps it flat: no element is itself a conjunction or `*`.
public record AndFilter(List<Filter> filters) implements Filter {
  public AndFilter {
    filters = List.copyOf(filters);
    if (filters.size() < 2) {
      throw new IllegalArgumentException("a conjunction needs two filters, got " + filters);
    }
    for (Filter filter : filters) {
      if (filter instanceof AndFilter || filter instanceof MatchAllFilter) {
        throw new IllegalArgumentException("does not belong into a conjunction: " + filter);
      }
    }
  }
}
