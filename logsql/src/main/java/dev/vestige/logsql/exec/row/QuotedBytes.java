package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.CodePoints;
import dev.vestige.base.encoding.Utf8;

/// Quoted texts inside values: between backticks, where everything is literal, or between double
/// quotes with the escapes of JSON, and of the programs that write logs: `\a`, `\v`, `\'`, `\x41`,
/// `\101` and `\U` with eight digits.
final class QuotedBytes {
  private static final int REPLACEMENT = 0xFFFD;
  private static final int NONE = -1;

  private QuotedBytes() {}

  /// Where the quoted text that starts at `from` ends, behind its closing mark; -1 when none starts
  /// there, when it is not closed, or when it has an unknown escape.
  static int end(byte[] bytes, int from, int to) {
    if (from >= to || (bytes[from] != '"' && bytes[from] != '`')) {
      return NONE;
    }
    byte mark = bytes[from];
    int at = from + 1;
    while (at < to) {
      byte b = bytes[at];
      if (b == mark) {
        return at + 1;
      }
      at = b == '\\' && mark == '"' ? escapeEnd(bytes, at + 1, to) : at + 1;
      if (at == NONE) {
        return NONE;
      }
    }
    return NONE;
  }

  private static int escapeEnd(byte[] bytes, int at, int to) {
    if (at >= to) {
      return NONE;
    }
    return switch (bytes[at]) {
      case '"', '\\', '/', '\'', 'a', 'b', 'f', 'n', 'r', 't', 'v' -> at + 1;
      case 'x' -> digitsEnd(bytes, at + 1, to, 2, 16);
      case 'u' -> digitsEnd(bytes, at + 1, to, 4, 16);
      case 'U' -> digitsEnd(bytes, at + 1, to, 8, 16);
      case '0', '1', '2', '3' -> digitsEnd(bytes, at, to, 3, 8);
      default -> NONE;
    };
  }

  private static int digitsEnd(byte[] bytes, int from, int to, int count, int radix) {
    if (from + count > to) {
      return NONE;
    }
    for (int at = from; at < from + count; at++) {
      if (Character.digit(bytes[at], radix) < 0) {
        return NONE;
      }
    }
    return from + count;
  }

  /// Appends what is quoted by a text of which [#end] has told the end.
  static void append(byte[] bytes, int from, int end, ByteSink out) {
    int start = out.position();
    int at = from + 1;
    int copied = at;
    boolean hasBytes = false;
    while (bytes[from] == '"' && at < end - 1) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      out.putBytes(bytes, copied, at - copied);
      hasBytes |= isByte(bytes[at + 1]);
      at = appendEscape(bytes, at + 1, end, out);
      copied = at;
    }
    out.putBytes(bytes, copied, end - 1 - copied);
    if (hasBytes && !Utf8.isValid(out.array(), start, out.position() - start)) {
      byte[] repaired = Utf8.repaired(out.array(), start, out.position() - start);
      out.truncate(start);
      out.putBytes(repaired);
    }
  }

  private static boolean isByte(byte escape) {
    return escape == 'x' || (escape >= '0' && escape <= '3');
  }

  /// Returns where the text goes on behind the escape.
  private static int appendEscape(byte[] bytes, int at, int end, ByteSink out) {
    int next = escapeEnd(bytes, at, end);
    switch (bytes[at]) {
      case 'a' -> out.putByte(7);
      case 'b' -> out.putByte('\b');
      case 'f' -> out.putByte('\f');
      case 'n' -> out.putByte('\n');
      case 'r' -> out.putByte('\r');
      case 't' -> out.putByte('\t');
      case 'v' -> out.putByte(11);
      case 'x' -> out.putByte(number(bytes, at + 1, next, 16));
      case '0', '1', '2', '3' -> out.putByte(number(bytes, at, next, 8));
      case 'u' -> {
        return appendCodePoint(bytes, at, next, end, out);
      }
      case 'U' -> putCodePoint(number(bytes, at + 1, next, 16), out);
      default -> out.putByte(bytes[at]);
    }
    return next;
  }

  /// JSON writes a character outside the first 65,536 as two escapes.
  private static int appendCodePoint(byte[] bytes, int at, int next, int end, ByteSink out) {
    int first = number(bytes, at + 1, next, 16);
    if (Character.isHighSurrogate((char) first)
        && next + 1 < end
        && bytes[next] == '\\'
        && bytes[next + 1] == 'u') {
      int pairEnd = escapeEnd(bytes, next + 1, end);
      int second = number(bytes, next + 2, pairEnd, 16);
      if (Character.isLowSurrogate((char) second)) {
        putCodePoint(Character.toCodePoint((char) first, (char) second), out);
        return pairEnd;
      }
    }
    putCodePoint(first, out);
    return next;
  }

  private static void putCodePoint(int codePoint, ByteSink out) {
    boolean isCharacter =
        Character.isValidCodePoint(codePoint)
            && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    CodePoints.append(isCharacter ? codePoint : REPLACEMENT, out);
  }

  private static int number(byte[] bytes, int from, int to, int radix) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = number * radix + Character.digit(bytes[at], radix);
    }
    return number;
  }
}
