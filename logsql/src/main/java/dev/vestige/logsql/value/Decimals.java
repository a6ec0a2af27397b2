package dev.vestige.logsql.value;

import java.nio.charset.StandardCharsets;

/// Plain decimals: digits, `_` between them, at most one dot. The building block of numbers,
/// durations and sizes.
final class Decimals {
  /// Mantissas up to this are exact doubles.
  private static final long EXACT_MAX = 1L << 53;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Decimals() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// Where the run of digits, dots and `_` that starts at `from` ends.
  static int end(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (isDigit(bytes[i]) || bytes[i] == '.' || bytes[i] == '_')) {
      i++;
    }
    return i;
  }

  /// The value of the run, correctly rounded; NaN when it has no digit or two dots.
  static double parse(byte[] bytes, int from, int to) {
    long mantissa = 0;
    int digits = 0;
    int fractionDigits = 0;
    boolean fraction = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (isDigit(b)) {
        digits++;
        fractionDigits += fraction ? 1 : 0;
        if (mantissa <= EXACT_MAX) {
          mantissa = mantissa * 10 + (b - '0');
        }
      } else if (b == '.' && !fraction) {
        fraction = true;
      } else if (b != '_' || i == from) {
        return Double.NaN;
      }
    }
    if (digits == 0) {
      return Double.NaN;
    }
    if (mantissa <= EXACT_MAX && fractionDigits < POWERS_OF_TEN.length) {
      return mantissa / POWERS_OF_TEN[fractionDigits];
    }
    return parseSlowly(bytes, from, to);
  }

  /// The value of a run without a dot; -1 when it has a dot or does not fit.
  static long parseInteger(byte[] bytes, int from, int to) {
    long value = 0;
    boolean any = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '_' && i > from) {
        continue;
      }
      if (!isDigit(b) || value > (Long.MAX_VALUE - (b - '0')) / 10) {
        return -1;
      }
      value = value * 10 + (b - '0');
      any = true;
    }
    return any ? value : -1;
  }

  /// Any text that [Double#parseDouble] understands once its `_` are gone; NaN for numbers that no
  /// double comes near.
  static double parseSlowly(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    double value = Double.parseDouble(text.replace("_", ""));
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}
