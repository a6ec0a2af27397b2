package dev.vestige.logsql.exec.filter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The value lies between two texts, byte by byte; a bound that is null is none.
final class StringRangePredicate extends ValuePredicate {
  private final byte @Nullable [] min;
  private final boolean withMin;
  private final byte @Nullable [] max;
  private final boolean withMax;

  private StringRangePredicate(
      byte @Nullable [] min, boolean withMin, byte @Nullable [] max, boolean withMax) {
    this.min = min;
    this.withMin = withMin;
    this.max = max;
    this.withMax = withMax;
  }

  static StringRangePredicate between(byte[] min, byte[] exclusiveMax) {
    return new StringRangePredicate(min, true, exclusiveMax, false);
  }

  static StringRangePredicate less(byte[] bound) {
    return new StringRangePredicate(null, false, bound, false);
  }

  static StringRangePredicate lessOrEqual(byte[] bound) {
    return new StringRangePredicate(null, false, bound, true);
  }

  static StringRangePredicate greater(byte[] bound) {
    return new StringRangePredicate(bound, false, null, false);
  }

  static StringRangePredicate greaterOrEqual(byte[] bound) {
    return new StringRangePredicate(bound, true, null, false);
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    return isAboveMin(bytes, from, to) && isBelowMax(bytes, from, to);
  }

  private boolean isAboveMin(byte[] bytes, int from, int to) {
    byte[] bound = min;
    if (bound == null) {
      return true;
    }
    int order = Arrays.compareUnsigned(bytes, from, to, bound, 0, bound.length);
    return withMin ? order >= 0 : order > 0;
  }

  private boolean isBelowMax(byte[] bytes, int from, int to) {
    byte[] bound = max;
    if (bound == null) {
      return true;
    }
    int order = Arrays.compareUnsigned(bytes, from, to, bound, 0, bound.length);
    return withMax ? order <= 0 : order < 0;
  }

  @Override
  int cost() {
    return Cost.BYTES;
  }
}
