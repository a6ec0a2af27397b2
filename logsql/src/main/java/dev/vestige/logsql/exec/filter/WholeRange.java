package dev.vestige.logsql.exec.filter;

/// The 64-bit whole numbers that round into a range of doubles; none when `low > high`. Unsigned
/// numbers come with their sign bit turned over, which makes their order that of signed ones.
record WholeRange(long low, long high) {
  private static final WholeRange NONE = new WholeRange(1, 0);

  static WholeRange signed(double min, double max) {
    return of(min, max, 0);
  }

  static WholeRange unsigned(double min, double max) {
    return of(min, max, Long.MIN_VALUE);
  }

  private static WholeRange of(double min, double max, long flip) {
    long low = first(min, flip);
    long high = last(max, flip);
    return rounded(low, flip) >= min && rounded(high, flip) <= max
        ? new WholeRange(low, high)
        : NONE;
  }

  /// The first number that rounds to `min` or more, the largest one when none does.
  private static long first(double min, long flip) {
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    while (from < to) {
      long middle = (from & to) + ((from ^ to) >> 1);
      if (rounded(middle, flip) >= min) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /// The last number that rounds to `max` or less, the smallest one when none does.
  private static long last(double max, long flip) {
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    while (from < to) {
      long middle = (from | to) - ((from ^ to) >> 1);
      if (rounded(middle, flip) <= max) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  private static double rounded(long value, long flip) {
    if (flip == 0) {
      return value;
    }
    long unsigned = value ^ flip;
    // Halving keeps the lost bit as a sticky one, so that rounding stays what it would have been.
    return unsigned >= 0 ? unsigned : (double) ((unsigned >>> 1) | (unsigned & 1)) * 2;
  }
}
