package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;

/// Writes JSON strings from UTF-8 bytes. The less-than sign and the apostrophe are written as
/// four-digit escapes, as clients of this API know them.
public final class JsonText {
  private static final byte[] HEX = ValueText.ascii("0123456789abcdef");

  private JsonText() {}

  public static void appendQuoted(byte[] bytes, int start, int end, ByteSink out) {
    out.putByte('"');
    int plain = start;
    for (int at = start; at < end; at++) {
      byte b = bytes[at];
      if (b < 0 || (b >= ' ' && b != '"' && b != '\\' && b != '<' && b != '\'')) {
        continue;
      }
      out.putBytes(bytes, plain, at - plain);
      plain = at + 1;
      appendEscape(b, out);
    }
    out.putBytes(bytes, plain, end - plain);
    out.putByte('"');
  }

  /// As Go quotes strings: the form of stream labels, where only quotes, backslashes and control
  /// characters are escaped.
  static void appendLabelQuoted(byte[] bytes, int start, int end, ByteSink out) {
    out.putByte('"');
    for (int at = start; at < end; at++) {
      byte b = bytes[at];
      if (b >= 0 && (b < ' ' || b == '"' || b == '\\' || b == 0x7F)) {
        appendLabelEscape(b, out);
      } else {
        out.putByte(b);
      }
    }
    out.putByte('"');
  }

  private static void appendLabelEscape(byte b, ByteSink out) {
    switch (b) {
      case 7 -> appendPair('a', out);
      case 11 -> appendPair('v', out);
      case '"', '\\', '\n', '\r', '\t', '\b', '\f' -> appendEscape(b, out);
      default -> {
        appendPair('x', out);
        out.putByte(HEX[b >> 4]);
        out.putByte(HEX[b & 15]);
      }
    }
  }

  private static void appendEscape(byte b, ByteSink out) {
    switch (b) {
      case '"', '\\' -> appendPair(b, out);
      case '\n' -> appendPair('n', out);
      case '\r' -> appendPair('r', out);
      case '\t' -> appendPair('t', out);
      case '\b' -> appendPair('b', out);
      case '\f' -> appendPair('f', out);
      default -> {
        ValueText.appendAscii("\\u00", out);
        out.putByte(HEX[b >> 4]);
        out.putByte(HEX[b & 15]);
      }
    }
  }

  private static void appendPair(int escaped, ByteSink out) {
    out.putByte('\\');
    out.putByte(escaped);
  }
}
