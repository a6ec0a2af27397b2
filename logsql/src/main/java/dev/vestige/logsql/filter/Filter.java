package dev.vestige.logsql.filter;

import java.util.ArrayList;
import java.util.List;

/// A condition on one row. Filters are immutable values; executing them happens elsewhere.
///
/// Two rules hold for every filter that looks at a field: a missing field and an empty value are
/// the same thing, and values are text unless the filter says that it reads numbers.
///
/// Conjunctions and disjunctions are kept flat: build them with [#and] and [#or], negations with
/// [#not].
public sealed interface Filter
    permits MatchAllFilter,
        AndFilter,
        OrFilter,
        NotFilter,
        TimeFilter,
        DayRangeFilter,
        WeekRangeFilter,
        StreamFilter,
        StreamIdFilter,
        FieldFilter {

  /// All of `filters`, with nested conjunctions flattened and `*` left out; every row when none is
  /// left.
  static Filter and(List<? extends Filter> filters) {
    List<Filter> flat = new ArrayList<>();
    for (Filter filter : filters) {
      if (filter instanceof AndFilter and) {
        flat.addAll(and.filters());
      } else if (!(filter instanceof MatchAllFilter)) {
        flat.add(filter);
      }
    }
    return switch (flat.size()) {
      case 0 -> MatchAllFilter.INSTANCE;
      case 1 -> flat.getFirst();
      default -> new AndFilter(flat);
    };
  }

  /// Any of `filters`, with nested disjunctions flattened; no row when there is none.
  static Filter or(List<? extends Filter> filters) {
    List<Filter> flat = new ArrayList<>();
    for (Filter filter : filters) {
      if (filter instanceof OrFilter or) {
        flat.addAll(or.filters());
      } else {
        flat.add(filter);
      }
    }
    return switch (flat.size()) {
      case 0 -> new NotFilter(MatchAllFilter.INSTANCE);
      case 1 -> flat.getFirst();
      default -> new OrFilter(flat);
    };
  }

  /// The rows that `filter` leaves out; a double negation cancels itself.
  static Filter not(Filter filter) {
    return filter instanceof NotFilter inner ? inner.filter() : new NotFilter(filter);
  }
}
