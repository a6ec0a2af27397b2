package dev.vestige.base.encoding;

/// Code points in ranges of UTF-8 bytes. Values are what clients sent, so bytes may be broken: a
/// byte that does not start a valid sequence counts as one code point of its own, [#BROKEN].
public final class CodePoints {
  /// Stands for a byte that is not part of a valid sequence; neither a letter nor a digit.
  public static final int BROKEN = -1;

  private static final int LENGTH_MAX = 4;

  private CodePoints() {}

  /// The code point that starts at `at`, which lies before `to`.
  public static int codePointAt(byte[] bytes, int at, int to) {
    int first = bytes[at];
    if (first >= 0) {
      return first;
    }
    int length = sequenceLength(first & 0xFF);
    if (length == 1 || length > to - at) {
      return BROKEN;
    }
    int codePoint = first & (0x7F >>> length);
    for (int i = 1; i < length; i++) {
      int next = bytes[at + i];
      if ((next & 0xC0) != 0x80) {
        return BROKEN;
      }
      codePoint = (codePoint << 6) | (next & 0x3F);
    }
    return isShortest(codePoint, length) ? codePoint : BROKEN;
  }

  /// The code point that ends just before `at`, which lies behind `from`.
  public static int codePointBefore(byte[] bytes, int from, int at) {
    if (bytes[at - 1] >= 0) {
      return bytes[at - 1];
    }
    for (int length = 2; length <= LENGTH_MAX && length <= at - from; length++) {
      int start = at - length;
      if ((bytes[start] & 0xC0) == 0xC0) {
        int codePoint = codePointAt(bytes, start, at);
        return codePoint != BROKEN && length(codePoint) == length ? codePoint : BROKEN;
      }
    }
    return BROKEN;
  }

  /// How many bytes a code point takes, 1 for [#BROKEN].
  public static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x1_0000 ? 3 : 4;
  }

  public static void append(int codePoint, ByteSink out) {
    int length = length(codePoint);
    if (length == 1) {
      out.putByte(codePoint);
      return;
    }
    out.putByte(((0xF00 >> length) & 0xFF) | (codePoint >>> (6 * (length - 1))));
    for (int shift = 6 * (length - 2); shift >= 0; shift -= 6) {
      out.putByte(0x80 | ((codePoint >>> shift) & 0x3F));
    }
  }

  /// How many code points a range holds.
  public static int count(byte[] bytes, int from, int to) {
    int count = 0;
    int at = from;
    while (at < to) {
      at += bytes[at] >= 0 ? 1 : length(codePointAt(bytes, at, to));
      count++;
    }
    return count;
  }

  private static int sequenceLength(int first) {
    if (first < 0xC2 || first > 0xF4) {
      return 1;
    }
    if (first < 0xE0) {
      return 2;
    }
    return first < 0xF0 ? 3 : 4;
  }

  private static boolean isShortest(int codePoint, int length) {
    return length(codePoint) == length
        && codePoint <= Character.MAX_CODE_POINT
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
