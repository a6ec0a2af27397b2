package dev.vestige.logsql.exec.row;

import dev.vestige.logsql.math.MathOperator;

/// The loops of arithmetic: the left operand, or the only one, becomes the result.
final class MathKernels {
  private static final double TWO_TO_63 = 0x1p63;
  private static final double TWO_TO_64 = 0x1p64;

  private MathKernels() {}

  static void apply(MathOperator operator, double[] left, double[] right, int count) {
    switch (operator) {
      case POWER -> {
        for (int i = 0; i < count; i++) {
          left[i] = Math.pow(left[i], right[i]);
        }
      }
      case TIMES -> {
        for (int i = 0; i < count; i++) {
          left[i] *= right[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < count; i++) {
          left[i] /= right[i];
        }
      }
      case MODULO -> {
        for (int i = 0; i < count; i++) {
          // A remainder of zero has no sign.
          left[i] = left[i] % right[i] + 0.0;
        }
      }
      case PLUS -> {
        for (int i = 0; i < count; i++) {
          left[i] += right[i];
        }
      }
      case MINUS -> {
        for (int i = 0; i < count; i++) {
          left[i] -= right[i];
        }
      }
      case AND, XOR, OR -> applyBits(operator, left, right, count);
      case DEFAULT -> {
        for (int i = 0; i < count; i++) {
          left[i] = Double.isNaN(left[i]) ? right[i] : left[i];
        }
      }
    }
  }

  private static void applyBits(MathOperator operator, double[] left, double[] right, int count) {
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(left[i]) || Double.isNaN(right[i])) {
        left[i] = Double.NaN;
        continue;
      }
      long a = unsigned(left[i]);
      long b = unsigned(right[i]);
      long bits =
          operator == MathOperator.AND ? a & b : operator == MathOperator.OR ? a | b : a ^ b;
      left[i] = bits >= 0 ? bits : bits + TWO_TO_64;
    }
  }

  private static long unsigned(double value) {
    return value >= TWO_TO_63 ? (long) (value - TWO_TO_63) ^ Long.MIN_VALUE : (long) value;
  }

  /// The largest, or smallest, of two operands; one that is no number does not count.
  static void keepExtreme(boolean largest, double[] left, double[] right, int count) {
    for (int i = 0; i < count; i++) {
      double a = left[i];
      double b = right[i];
      boolean takeRight = Double.isNaN(a) || (largest ? b > a : b < a);
      left[i] = takeRight ? b : a;
    }
  }

  static void negate(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = -values[i];
    }
  }

  static void abs(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.abs(values[i]);
    }
  }

  static void ceil(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.ceil(values[i]);
    }
  }

  static void floor(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.floor(values[i]);
    }
  }

  static void exp(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Exponential.of(values[i]);
    }
  }

  static void ln(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.log(values[i]);
    }
  }

  static void round(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Rounding.toWhole(values[i]);
    }
  }

  static void round(double[] values, double[] nearest, int count) {
    Rounding rounding = Rounding.to(Double.NaN);
    for (int i = 0; i < count; i++) {
      if (rounding.step() != nearest[i]) {
        rounding = Rounding.to(nearest[i]);
      }
      values[i] = rounding.round(values[i]);
    }
  }
}
