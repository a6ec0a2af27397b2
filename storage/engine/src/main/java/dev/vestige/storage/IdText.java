package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;

/// Writes binary ids as text.
public final class IdText {
  private static final byte[] HEX = ValueText.ascii("0123456789abcdef");

  private IdText() {}

  /// Sixteen lower-case hex digits.
  public static void append(long id, ByteSink out) {
    appendDigits(id, 16, out);
  }

  /// The form 8-4-4-4-12.
  public static void appendUuid(long high, long low, ByteSink out) {
    appendDigits(high >>> 32, 8, out);
    out.putByte('-');
    appendDigits(high >>> 16, 4, out);
    out.putByte('-');
    appendDigits(high, 4, out);
    out.putByte('-');
    appendDigits(low >>> 48, 4, out);
    out.putByte('-');
    appendDigits(low, 12, out);
  }

  private static void appendDigits(long value, int digits, ByteSink out) {
    byte[] bytes = out.reserve(digits);
    int at = out.position() + digits;
    long rest = value;
    for (int i = 0; i < digits; i++) {
      bytes[--at] = HEX[(int) rest & 15];
      rest >>>= 4;
    }
    out.advance(digits);
  }
}
