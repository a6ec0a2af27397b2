package dev.vestige.base.encoding;

import java.nio.charset.StandardCharsets;

/// Checks and repairs text that claims to be UTF-8.
public final class Utf8 {
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /// Whether the range is well-formed UTF-8: no stray or missing continuation bytes, no overlong
  /// forms, no surrogates, nothing above U+10FFFF.
  public static boolean isValid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      at = skipAscii(bytes, at, end);
      if (at < end) {
        int size = sequenceLength(bytes, at, end);
        if (size == 0) {
          return false;
        }
        at += size;
      }
    }
    return true;
  }

  private static int skipAscii(byte[] bytes, int from, int end) {
    int at = from;
    while (at + 8 <= end && (LittleEndian.getLong(bytes, at) & HIGH_BITS) == 0) {
      at += 8;
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /// The length of the sequence of two to four bytes that begins here, 0 when it is broken.
  private static int sequenceLength(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    int size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (at + size > end || !isSecondValid(first, bytes[at + 1] & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if (!isContinuation(bytes[at + i] & 0xFF)) {
        return 0;
      }
    }
    return size;
  }

  /// The second byte's range is narrower after the first bytes that could begin an overlong form, a
  /// surrogate or a number that is too large.
  private static boolean isSecondValid(int first, int second) {
    return switch (first) {
      case 0xE0 -> second >= 0xA0 && second <= 0xBF;
      case 0xED -> second >= 0x80 && second <= 0x9F;
      case 0xF0 -> second >= 0x90 && second <= 0xBF;
      case 0xF4 -> second >= 0x80 && second <= 0x8F;
      default -> isContinuation(second);
    };
  }

  private static boolean isContinuation(int b) {
    return (b & 0xC0) == 0x80;
  }

  /// The range with U+FFFD in place of what is broken.
  public static byte[] repaired(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The longest length up to `lengthMax` that does not cut a sequence of valid text.
  public static int cutLength(byte[] bytes, int offset, int lengthMax) {
    int length = lengthMax;
    while (length > 0 && isContinuation(bytes[offset + length] & 0xFF)) {
      length--;
    }
    return length;
  }
}
