package dev.vestige.logsql.exec.value;

/// Whole numbers in texts, exactly, where a double would round: first ask whether a text is one,
/// then read it.
public final class WholeNumbers {
  /// Any value below it takes one more digit without leaving 64 bits.
  private static final long SURELY_FITS = 100_000_000_000_000_000L;

  private static final long UNSIGNED_MAX = -1L;

  private WholeNumbers() {}

  /// Whether the text is an optional minus and digits, `_` between them allowed, that fit a signed
  /// 64-bit number.
  public static boolean isSigned(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    return negative
        ? fits(bytes, from + 1, to, Long.MIN_VALUE)
        : fits(bytes, from, to, Long.MAX_VALUE);
  }

  /// Whether the text is digits, `_` between them allowed, that fit an unsigned 64-bit number.
  public static boolean isUnsigned(byte[] bytes, int from, int to) {
    return fits(bytes, from, to, UNSIGNED_MAX);
  }

  /// Whether the text is how the signed number it reads as is printed.
  public static boolean isPrintedSigned(byte[] bytes, int from, int to) {
    if (!isSigned(bytes, from, to)) {
      return false;
    }
    boolean negative = bytes[from] == '-';
    boolean isMinusZero = negative && bytes[from + 1] == '0';
    return !isMinusZero && hasPlainDigits(bytes, negative ? from + 1 : from, to);
  }

  /// Whether the text is how the unsigned number it reads as is printed.
  public static boolean isPrintedUnsigned(byte[] bytes, int from, int to) {
    return isUnsigned(bytes, from, to) && hasPlainDigits(bytes, from, to);
  }

  /// The number that a text is, which is known to be one; the bits of it when it is unsigned.
  public static long parse(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    long value = 0;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      if (bytes[at] != '_') {
        value = value * 10 + (bytes[at] - '0');
      }
    }
    return negative ? -value : value;
  }

  /// False for most texts that are no number of any form, by a look at the first character.
  public static boolean mayStartNumber(byte[] bytes, int from, int to) {
    if (from >= to) {
      return false;
    }
    byte first = bytes[from];
    return isDigit(first)
        || first == '-'
        || first == '+'
        || first == '.'
        || first == 'i'
        || first == 'I';
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean hasPlainDigits(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '_') {
        return false;
      }
    }
    return bytes[from] != '0' || to - from == 1;
  }

  private static boolean fits(byte[] bytes, int from, int to, long unsignedMax) {
    if (from >= to || bytes[from] == '_') {
      return false;
    }
    long value = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        if (bytes[at] == '_') {
          continue;
        }
        return false;
      }
      boolean small = value >= 0 && value < SURELY_FITS;
      if (!small && Long.compareUnsigned(value, Long.divideUnsigned(unsignedMax - digit, 10)) > 0) {
        return false;
      }
      value = value * 10 + digit;
    }
    return true;
  }
}
