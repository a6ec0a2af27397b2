package dev.vestige.logsql.exec.row;

import dev.vestige.storage.ValueText;
import java.math.BigDecimal;

/// Rounds to multiples of a step, halves away from zero. A step such as 0.1 is no exact double, so
/// its multiples are whole numbers divided by a power of ten: the doubles that print as short as
/// the step does.
///
/// @param factor times a whole number, and divided by `divisor`, is a multiple of the step
record Rounding(double step, double factor, double divisor) {
  /// Powers of ten up to this exponent are exact doubles.
  private static final int EXACT_EXPONENT_MAX = 22;

  static Rounding to(double step) {
    if (Double.isNaN(step) || Double.isInfinite(step)) {
      return new Rounding(step, step, 1);
    }
    BigDecimal decimal = ValueText.shortestDecimal(step);
    return decimal.scale() <= 0 || decimal.scale() > EXACT_EXPONENT_MAX
        ? new Rounding(step, step, 1)
        : new Rounding(step, decimal.unscaledValue().doubleValue(), Math.pow(10, decimal.scale()));
  }

  /// Zero is never negative here.
  double round(double value) {
    return toWhole(value / step) * factor / divisor + 0.0;
  }

  static double toWhole(double value) {
    double magnitude = Math.abs(value);
    double floor = Math.floor(magnitude);
    return Math.copySign(magnitude - floor >= 0.5 ? floor + 1 : floor, value);
  }
}
