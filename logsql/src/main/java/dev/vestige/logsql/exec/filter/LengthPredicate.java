package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.CodePoints;

/// The value has a number of code points in a range, both ends included.
final class LengthPredicate extends ValuePredicate {
  private static final int BYTES_PER_CODE_POINT_MAX = 4;

  private final long min;
  private final long max;

  LengthPredicate(long min, long max) {
    this.min = min;
    this.max = max;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < min || length / BYTES_PER_CODE_POINT_MAX > max) {
      return false;
    }
    int codePoints = CodePoints.count(bytes, from, to);
    return codePoints >= min && codePoints <= max;
  }

  @Override
  int cost() {
    return Cost.BYTES;
  }
}
