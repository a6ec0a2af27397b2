package dev.vestige.base.encoding;

/// Words: maximal runs of Unicode letters, decimal digits and `_`. Everything else, combining marks
/// included, separates them. To walk the words of a range:
///
/// ```
/// int start = Words.start(bytes, from, to);
/// while (start < to) {
///   int end = Words.end(bytes, start, to);
///   ...
///   start = Words.start(bytes, end, to);
/// }
/// ```
public final class Words {
  /// The ASCII word characters, a bit each: digits; letters and `_`.
  private static final long BELOW_64 = 0x03FF_0000_0000_0000L;

  private static final long FROM_64 = 0x07FF_FFFE_87FF_FFFEL;

  private Words() {}

  public static boolean isWordCharacter(int codePoint) {
    if (codePoint < 128) {
      return codePoint >= 0
          && ((codePoint < 64 ? BELOW_64 >>> codePoint : FROM_64 >>> codePoint) & 1) != 0;
    }
    return Character.isLetter(codePoint) || Character.isDigit(codePoint);
  }

  /// Where the first word at or behind `from` starts; `to` when there is none.
  public static int start(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int codePoint = CodePoints.codePointAt(bytes, at, to);
      if (isWordCharacter(codePoint)) {
        return at;
      }
      at += CodePoints.length(codePoint);
    }
    return to;
  }

  /// Where the run of word characters that starts at `from` ends.
  public static int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int codePoint = CodePoints.codePointAt(bytes, at, to);
      if (!isWordCharacter(codePoint)) {
        return at;
      }
      at += CodePoints.length(codePoint);
    }
    return to;
  }

  /// Whether the character before `at` is part of a word; false at the start of the range.
  public static boolean isWordBefore(byte[] bytes, int from, int at) {
    return at > from && isWordCharacter(CodePoints.codePointBefore(bytes, from, at));
  }

  /// Whether the character at `at` is part of a word; false at the end of the range.
  public static boolean isWordAt(byte[] bytes, int at, int to) {
    return at < to && isWordCharacter(CodePoints.codePointAt(bytes, at, to));
  }
}
