package dev.vestige.logsql.exec.row;

/// `exp` of the language. Its last digit is part of recorded answers, so it does not take the
/// nearest double but goes a fixed way: x is k ln 2 + r; the series of e^(r/16) - 1 is summed, and
/// y(y + 2) turns e^a - 1 into e^2a - 1, four times.
final class Exponential {
  /// ln 2 in two parts, the first short enough that its products with k are exact.
  private static final double LN_2_HIGH = 0x1.62e42fee00000p-1;

  private static final double LN_2_LOW = 0x1.a39ef35793c76p-33;
  private static final double LOG_2_E = 0x1.71547652b82fep0;
  private static final double PART = 1.0 / 16;

  /// Beyond these the result is infinite or 0.
  private static final double LARGEST = 710;

  private static final double SMALLEST = -746;

  /// 1/n! from n = 1 on; with more terms nothing changes any more.
  private static final double[] SERIES = {
    1.0, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880
  };

  private Exponential() {}

  static double of(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x > LARGEST) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < SMALLEST) {
      return 0;
    }
    int k = (int) Math.rint(x * LOG_2_E);
    double r = (x - k * LN_2_HIGH - k * LN_2_LOW) * PART;
    double sum = SERIES[SERIES.length - 1];
    for (int n = SERIES.length - 2; n >= 0; n--) {
      sum = sum * r + SERIES[n];
    }
    double y = sum * r;
    y *= y + 2;
    y *= y + 2;
    y *= y + 2;
    return Math.scalb(Math.fma(y, y + 2, 1), k);
  }
}
