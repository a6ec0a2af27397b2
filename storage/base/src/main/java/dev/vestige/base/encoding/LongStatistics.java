package dev.vestige.base.encoding;

/// What [LongCodec] must know about a block before it chooses.
///
/// @param range greatest less least value, unsigned
/// @param deltaMin the least difference between neighbours
/// @param scale divides all differences
record LongStatistics(long min, long range, long deltaMin, ExactDivision scale) {
  static LongStatistics of(long[] values, int offset, int count) {
    long first = count == 0 ? 0 : values[offset];
    long min = first;
    long max = first;
    long previous = first;
    long deltaMin = Long.MAX_VALUE;
    for (int i = offset + 1; i < offset + count; i++) {
      long value = values[i];
      min = Math.min(min, value);
      max = Math.max(max, value);
      deltaMin = Math.min(deltaMin, value - previous);
      previous = value;
    }
    long range = max - min;
    // A range of 2^63 and more is negative; its differences wrap around and have no divisor.
    long divisor = range > 0 ? divisor(values, offset, count) : 1;
    return new LongStatistics(min, range, deltaMin, ExactDivision.by(divisor));
  }

  private static long divisor(long[] values, int offset, int count) {
    long divisor = 0;
    for (int i = offset + 1; i < offset + count && divisor != 1; i++) {
      long delta = Math.abs(values[i] - values[i - 1]);
      if (divisor == 0 || delta % divisor != 0) {
        divisor = commonDivisor(delta, divisor);
      }
    }
    return divisor;
  }

  private static long commonDivisor(long first, long second) {
    long divisor = first;
    long rest = second;
    while (rest != 0) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return divisor;
  }

  /// The distances of the values from the least one.
  Numbers offsets(long[] values, int offset) {
    return (from, length, chunk) -> {
      for (int i = 0; i < length; i++) {
        chunk[i] = scale.divide(values[offset + from + i] - min);
      }
    };
  }

  /// The distances of the differences between neighbours from the least difference.
  Numbers deltas(long[] values, int offset) {
    return (from, length, chunk) -> {
      long previous = values[offset + from];
      for (int i = 0; i < length; i++) {
        long value = values[offset + from + i + 1];
        chunk[i] = scale.divide(value - previous - deltaMin);
        previous = value;
      }
    };
  }
}
