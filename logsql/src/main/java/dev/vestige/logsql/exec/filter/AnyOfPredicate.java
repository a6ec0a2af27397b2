package dev.vestige.logsql.exec.filter;

import java.util.List;

/// One of several predicates that need no buffers holds.
final class AnyOfPredicate extends ValuePredicate {
  private final ValuePredicate[] predicates;

  AnyOfPredicate(List<? extends ValuePredicate> predicates) {
    this.predicates = predicates.toArray(ValuePredicate[]::new);
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    for (ValuePredicate predicate : predicates) {
      if (predicate.test(bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  @Override
  int cost() {
    return Cost.SEARCHES;
  }
}
