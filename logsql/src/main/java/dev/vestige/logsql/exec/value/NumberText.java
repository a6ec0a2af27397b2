package dev.vestige.logsql.exec.value;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ValueText;

/// Writes the results of computations: the shortest decimal that reads back as the same double,
/// never with an exponent; `-0`, `NaN`, `+Inf` and `-Inf` by name.
public final class NumberText {
  /// Whole numbers below this print as longs do.
  private static final double PLAIN_BELOW = 1e15;

  private NumberText() {}

  public static void append(double value, ByteSink out) {
    boolean isMinusZero = value == 0 && 1 / value < 0;
    if (value == Math.rint(value) && Math.abs(value) < PLAIN_BELOW && !isMinusZero) {
      ValueText.appendLong((long) value, out);
    } else if (isMinusZero || Double.isNaN(value) || Double.isInfinite(value)) {
      ValueText.appendDouble(value, out);
    } else {
      String text = Double.toString(value);
      boolean isPlain = text.indexOf('E') < 0;
      ValueText.appendAscii(isPlain ? text : ValueText.shortestDecimal(value).toPlainString(), out);
    }
  }
}
