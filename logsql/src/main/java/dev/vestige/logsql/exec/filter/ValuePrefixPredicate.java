package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.ByteSearch;

/// The value starts with a text.
final class ValuePrefixPredicate extends ValuePredicate {
  private final byte[] prefix;

  ValuePrefixPredicate(byte[] prefix) {
    this.prefix = prefix;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    return ByteSearch.startsWith(bytes, from, to, prefix);
  }

  @Override
  int cost() {
    return Cost.BYTES;
  }
}
