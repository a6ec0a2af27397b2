package dev.vestige.logsql.exec.value;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.CodePoints;
import java.nio.charset.StandardCharsets;

/// Changes the case of one code point at a time, without context rules and expansions: a final
/// sigma stays what it is, `İ` becomes `i`, `ß` stays `ß`.
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
      int codePoint = CodePoints.codePointAt(bytes, at, to);
      if (codePoint == CodePoints.BROKEN) {
        out.putByte(bytes[at]);
        at++;
      } else {
        CodePoints.append(Character.toLowerCase(codePoint), out);
        at += CodePoints.length(codePoint);
      }
      at = appendAscii(bytes, at, to, out);
    }
  }

  public static void appendUpper(byte[] bytes, int from, int to, ByteSink out) {
    int at = from;
    while (at < to) {
      int codePoint = CodePoints.codePointAt(bytes, at, to);
      if (codePoint == CodePoints.BROKEN) {
        out.putByte(bytes[at]);
        at++;
      } else {
        CodePoints.append(Character.toUpperCase(codePoint), out);
        at += CodePoints.length(codePoint);
      }
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
}
