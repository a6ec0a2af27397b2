package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// The encodings of `format`. What decodes to broken UTF-8 is repaired, since answers are text.
final class TextCodecs {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private TextCodecs() {}

  /// As in the query of a URL: a blank is `+`.
  static void encodeUrl(byte[] bytes, int from, int to, ByteSink out) {
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (b == ' ') {
        out.putByte('+');
      } else if (isUnreserved(b)) {
        out.putByte(b);
      } else {
        out.putByte('%');
        putHex(b, out);
      }
    }
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '~';
  }

  static void decodeUrl(byte[] bytes, int from, int to, ByteSink out) {
    int start = out.position();
    for (int at = from; at < to; at++) {
      if (bytes[at] != '%') {
        out.putByte(bytes[at] == '+' ? ' ' : bytes[at]);
        continue;
      }
      int value = at + 2 < to ? hexByte(bytes, at + 1) : -1;
      if (value < 0) {
        out.truncate(start);
        out.putBytes(bytes, from, to - from);
        return;
      }
      out.putByte(value);
      at += 2;
    }
    repair(start, out);
  }

  static void encodeHex(byte[] bytes, int from, int to, ByteSink out) {
    for (int at = from; at < to; at++) {
      putHex(bytes[at], out);
    }
  }

  /// Decodes pairs of digits and keeps what is none.
  static void decodeHex(byte[] bytes, int from, int to, ByteSink out) {
    int start = out.position();
    int at = from;
    while (at < to) {
      int value = at + 1 < to ? hexByte(bytes, at) : -1;
      out.putByte(value < 0 ? bytes[at] : value);
      at += value < 0 ? 1 : 2;
    }
    repair(start, out);
  }

  static void encodeBase64(byte[] bytes, int from, int to, ByteSink out) {
    out.putBytes(Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, to)));
  }

  static void decodeBase64(byte[] bytes, int from, int to, ByteSink out) {
    int start = out.position();
    // The decoder of Java also takes texts whose padding is missing.
    if ((to - from) % 4 != 0) {
      out.putBytes(bytes, from, to - from);
      return;
    }
    try {
      out.putBytes(Base64.getDecoder().decode(Arrays.copyOfRange(bytes, from, to)));
      repair(start, out);
    } catch (IllegalArgumentException e) {
      out.putBytes(bytes, from, to - from);
    }
  }

  private static void putHex(byte b, ByteSink out) {
    out.putByte(HEX[b >> 4 & 15]);
    out.putByte(HEX[b & 15]);
  }

  private static int hexByte(byte[] bytes, int at) {
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static void repair(int start, ByteSink out) {
    int length = out.position() - start;
    if (!Utf8.isValid(out.array(), start, length)) {
      byte[] repaired = Utf8.repaired(out.array(), start, length);
      out.truncate(start);
      out.putBytes(repaired);
    }
  }
}
