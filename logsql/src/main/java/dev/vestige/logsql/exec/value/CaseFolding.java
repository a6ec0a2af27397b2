package dev.vestige.logsql.exec.value;

import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;

/// Lower-cases one code point at a time, without context rules and expansions: a final sigma stays
/// what it is, `İ` becomes `i`, `ß` stays `ß`.
public final class CaseFolding {
  private CaseFolding() {}

  public static byte[] lower(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteSink lower = new ByteSink(bytes.length);
    appendLower(bytes, 0, bytes.length, lower);
    return lower.toByteArray();
  }

  public static void appendLower(byte[] bytes, int from, int to, ByteSink out) {
    int at = appendAscii(bytes, from, to, out);
    while (at < to) {
      int codePoint = Utf8.codePointAt(bytes, at, to);
      if (codePoint == Utf8.BROKEN) {
        out.putByte(bytes[at]);
        at++;
      } else {
        appendUtf8(Character.toLowerCase(codePoint), out);
        at += Utf8.length(codePoint);
      }
      at = appendAscii(bytes, at, to, out);
    }
  }

  /// Takes over ASCII up to the first byte that is none, and returns where that is.
  private static int appendAscii(byte[] bytes, int from, int to, ByteSink out) {
    byte[] target = out.reserve(to - from);
    int shift = out.position() - from;
    int at = from;
    while (at < to && bytes[at] >= 0) {
      int b = bytes[at];
      target[at + shift] = (byte) (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b);
      at++;
    }
    out.advance(at - from);
    return at;
  }

  private static void appendUtf8(int codePoint, ByteSink out) {
    int length = Utf8.length(codePoint);
    if (length == 1) {
      out.putByte(codePoint);
      return;
    }
    out.putByte(((0xF00 >> length) & 0xFF) | (codePoint >>> (6 * (length - 1))));
    for (int shift = 6 * (length - 2); shift >= 0; shift -= 6) {
      out.putByte(0x80 | ((codePoint >>> shift) & 0x3F));
    }
  }
}
