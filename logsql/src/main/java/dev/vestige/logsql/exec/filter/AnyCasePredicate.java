package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.CaseFolding;
import dev.vestige.logsql.exec.value.PhraseMatcher;

/// The value, lower-cased, contains a phrase or the start of one.
final class AnyCasePredicate extends ValuePredicate {
  private final PhraseMatcher lower;
  private final ByteSink folded = new ByteSink();

  /// @param lower for a lower-case phrase or prefix
  AnyCasePredicate(PhraseMatcher lower) {
    this.lower = lower;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    folded.clear();
    CaseFolding.appendLower(bytes, from, to, folded);
    return lower.matches(folded.array(), 0, folded.position());
  }

  @Override
  int cost() {
    return Cost.FOLDED_SEARCH;
  }

  @Override
  ValuePredicate forWorker() {
    return new AnyCasePredicate(lower);
  }
}
