package dev.vestige.logsql.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a quoted string. Backticks hold everything literally. In quotes a backslash starts an
/// escape: `\a \b \f \n \r \t \v \\ \' \"`, `\x` with two hexadecimal or a backslash with three
/// octal digits for one byte of UTF-8, and `u` with four or `U` with eight hexadecimal digits for a
/// code point.
final class QuotedText {
  private final String source;
  private final StringBuilder value = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int position;

  private QuotedText(String source, int position) {
    this.source = source;
    this.position = position;
  }

  /// The contents of a quoted string and where it ends, behind the closing mark.
  record Result(String value, int end) {}

  /// Reads the string whose opening mark stands at `start`; null when it is not closed or has a
  /// wrong escape.
  static @Nullable Result read(String source, int start) {
    char mark = source.charAt(start);
    if (mark == '`') {
      int close = source.indexOf('`', start + 1);
      return close < 0 ? null : new Result(source.substring(start + 1, close), close + 1);
    }
    return new QuotedText(source, start + 1).readEscaped(mark);
  }

  private @Nullable Result readEscaped(char mark) {
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == mark) {
        flushBytes();
        return new Result(value.toString(), position);
      }
      if (c != '\\') {
        flushBytes();
        value.append(c);
      } else if (position == source.length() || !readEscape(source.charAt(position++))) {
        return null;
      }
    }
    return null;
  }

  private boolean readEscape(char c) {
    return switch (c) {
      case 'a' -> append('\u0007');
      case 'b' -> append('\b');
      case 'f' -> append('\f');
      case 'n' -> append('\n');
      case 'r' -> append('\r');
      case 't' -> append('\t');
      case 'v' -> append('\u000b');
      case '\\', '\'', '"' -> append(c);
      case 'x' -> appendByte(number(2, 16));
      case 'u' -> appendCodePoint(number(4, 16));
      case 'U' -> appendCodePoint(number(8, 16));
      case '0', '1', '2', '3' -> {
        position--;
        yield appendByte(number(3, 8));
      }
      default -> false;
    };
  }

  private boolean append(char c) {
    flushBytes();
    value.append(c);
    return true;
  }

  private boolean appendCodePoint(int codePoint) {
    if (!Character.isValidCodePoint(codePoint)) {
      return false;
    }
    flushBytes();
    value.appendCodePoint(codePoint);
    return true;
  }

  private boolean appendByte(int value) {
    if (value < 0) {
      return false;
    }
    bytes.write(value);
    return true;
  }

  /// Bytes given one by one form characters together.
  private void flushBytes() {
    if (bytes.size() > 0) {
      value.append(bytes.toString(StandardCharsets.UTF_8));
      bytes.reset();
    }
  }

  /// The number in the next `digits` characters, -1 when they are not all digits.
  private int number(int digits, int radix) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = position < source.length() ? Character.digit(source.charAt(position), radix) : -1;
      if (digit < 0 || source.charAt(position) > 'f' || number > 0x7ffffff) {
        return -1;
      }
      number = number * radix + digit;
      position++;
    }
    return number;
  }
}
