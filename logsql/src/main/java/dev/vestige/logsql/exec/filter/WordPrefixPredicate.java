package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.PhraseMatcher;

/// The value contains a phrase whose last word may go on.
final class WordPrefixPredicate extends ValuePredicate {
  private final PhraseMatcher prefix;

  WordPrefixPredicate(PhraseMatcher prefix) {
    this.prefix = prefix;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    return prefix.matches(bytes, from, to);
  }

  @Override
  int cost() {
    return Cost.SEARCH;
  }

  @Override
  byte[] required() {
    return prefix.text();
  }
}
