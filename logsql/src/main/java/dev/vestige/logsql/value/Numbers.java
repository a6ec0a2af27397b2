package dev.vestige.logsql.value;

import java.nio.charset.StandardCharsets;

/// What counts as a number in stored values and in queries: decimals with `_` between digits, with
/// an exponent, `0x`, `0b` and `0o` integers, `inf`, durations (nanoseconds) and byte sizes.
/// Blanks, thousands separators and percent signs do not belong to a number.
public final class Numbers {
  private static final int TEXT_LENGTH_MAX = 400;

  private Numbers() {}

  /// A number, duration or size; NaN for everything else.
  public static double parse(byte[] bytes, int from, int to) {
    if (from >= to || to - from > TEXT_LENGTH_MAX) {
      return Double.NaN;
    }
    int start = bytes[from] == '-' || bytes[from] == '+' ? from + 1 : from;
    boolean negative = bytes[from] == '-';
    if (start == to) {
      // A lone minus reads as zero; other engines of this language do the same.
      return negative ? 0 : Double.NaN;
    }
    int end = Decimals.end(bytes, start, to);
    if (end == to) {
      double value = Decimals.parse(bytes, start, to);
      return negative ? -value : value;
    }
    double value = end == start ? infinity(bytes, start, to) : withTail(bytes, start, end, to);
    if (!Double.isNaN(value)) {
      return negative ? -value : value;
    }
    long duration = Durations.parse(bytes, from, to);
    if (duration != Durations.NONE) {
      return duration;
    }
    long size = Sizes.parse(bytes, from, to);
    return size != Sizes.NONE ? size : Double.NaN;
  }

  /// A number, duration, size, RFC 3339 time (nanoseconds) or IPv4 address; NaN for everything
  /// else.
  public static double parseWithTimes(byte[] bytes, int from, int to) {
    double number = parse(bytes, from, to);
    if (!Double.isNaN(number)) {
      return number;
    }
    long nanos = Timestamps.parse(bytes, from, to);
    if (nanos != Timestamps.NONE) {
      return nanos;
    }
    long address = Ipv4.parse(bytes, from, to);
    return address != Ipv4.NONE ? address : Double.NaN;
  }

  /// A number, duration, size, RFC 3339 time (nanoseconds) or IPv4 address; NaN for everything
  /// else.
  public static double parseWithTimes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parseWithTimes(bytes, 0, bytes.length);
  }

  /// Whether the text starts like a number: a digit, or `inf`, behind an optional sign and dot.
  public static boolean startsLikeNumber(String text) {
    int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    if (text.regionMatches(true, start, "inf", 0, 3) && text.length() == start + 3) {
      return true;
    }
    if (start < text.length() && text.charAt(start) == '.') {
      start++;
    }
    return start < text.length() && text.charAt(start) >= '0' && text.charAt(start) <= '9';
  }

  private static double infinity(byte[] bytes, int from, int to) {
    boolean matches =
        to - from == 3
            && (bytes[from] | 0x20) == 'i'
            && (bytes[from + 1] | 0x20) == 'n'
            && (bytes[from + 2] | 0x20) == 'f';
    return matches ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  /// A decimal with an exponent, or an integer in another radix.
  private static double withTail(byte[] bytes, int from, int end, int to) {
    int mark = bytes[end] | 0x20;
    if (mark == 'e') {
      return exponent(bytes, from, end, to);
    }
    if (end == from + 1 && bytes[from] == '0' && end + 1 < to) {
      return switch (mark) {
        case 'x' -> radix(bytes, end + 1, to, 16);
        case 'b' -> radix(bytes, end + 1, to, 2);
        case 'o' -> radix(bytes, end + 1, to, 8);
        default -> Double.NaN;
      };
    }
    return Double.NaN;
  }

  private static double exponent(byte[] bytes, int from, int end, int to) {
    int digits = end + 1;
    if (digits < to && (bytes[digits] == '-' || bytes[digits] == '+')) {
      digits++;
    }
    if (digits == to || Double.isNaN(Decimals.parse(bytes, from, end))) {
      return Double.NaN;
    }
    for (int i = digits; i < to; i++) {
      if (!Decimals.isDigit(bytes[i])) {
        return Double.NaN;
      }
    }
    return Decimals.parseSlowly(bytes, from, to);
  }

  private static double radix(byte[] bytes, int from, int to, int radix) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] == '_' ? -2 : Character.digit(bytes[i], radix);
      if (digit == -2 && i > from) {
        continue;
      }
      if (digit < 0 || value > (Long.MAX_VALUE - digit) / radix) {
        return Double.NaN;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
