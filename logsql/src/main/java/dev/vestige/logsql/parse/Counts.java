package dev.vestige.logsql.parse;

import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Sizes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Whole numbers that count something: `10`, `1_000`, `0x10`, `10K`, `inf`. Numbers that do not fit
/// a long are the largest long.
final class Counts {
  private static final int DIGITS_MAX = 64;

  private Counts() {}

  /// A number in plain decimal, -1 for everything else.
  static long parsePlain(String text) {
    return digits(text, 10);
  }

  /// The number, -1 when the text is none or negative.
  static long parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("inf") || lower.equals("+inf")) {
      return Long.MAX_VALUE;
    }
    if (lower.length() > 2 && lower.charAt(0) == '0') {
      switch (lower.charAt(1)) {
        case 'x' -> {
          return digits(lower.substring(2), 16);
        }
        case 'o' -> {
          return digits(lower.substring(2), 8);
        }
        case 'b' -> {
          return digits(lower.substring(2), 2);
        }
        default -> {}
      }
    }
    long plain = digits(lower, 10);
    return plain >= 0 ? plain : withUnit(text);
  }

  private static long withUnit(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long size = Sizes.parse(bytes, 0, bytes.length);
    long count = size != Sizes.NONE ? size : Durations.parse(bytes, 0, bytes.length);
    return Math.max(count, -1);
  }

  private static long digits(String text, int radix) {
    if (text.isEmpty() || text.length() > DIGITS_MAX || text.charAt(0) == '_') {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '_') {
        continue;
      }
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value > (Long.MAX_VALUE - digit) / radix ? Long.MAX_VALUE : value * radix + digit;
    }
    return value;
  }
}
