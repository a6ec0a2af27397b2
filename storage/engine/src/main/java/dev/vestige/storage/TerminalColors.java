package dev.vestige.storage;

import dev.vestige.base.ByteSlice;

/// Takes ANSI colour and style sequences (`ESC [ … letter`) out of text.
public final class TerminalColors {
  private static final byte ESCAPE = 0x1B;

  private TerminalColors() {}

  /// The text without its sequences; the same bytes when it has none.
  public static ByteSlice strip(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end && bytes[at] != ESCAPE) {
      at++;
    }
    if (at == end) {
      return new ByteSlice(bytes, offset, length);
    }
    byte[] plain = new byte[length];
    int size = 0;
    for (int i = offset; i < end; ) {
      int sequenceEnd = sequenceEnd(bytes, i, end);
      if (sequenceEnd > i) {
        i = sequenceEnd;
      } else {
        plain[size++] = bytes[i++];
      }
    }
    return new ByteSlice(plain, 0, size);
  }

  /// Where the sequence that begins at the given place ends, or that place when none begins there.
  private static int sequenceEnd(byte[] bytes, int start, int end) {
    if (bytes[start] != ESCAPE || start + 1 >= end || bytes[start + 1] != '[') {
      return start;
    }
    int at = start + 2;
    while (at < end && (bytes[at] == ';' || bytes[at] == '?' || isDigit(bytes[at]))) {
      at++;
    }
    return at < end && isLetter(bytes[at]) ? at + 1 : start;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
