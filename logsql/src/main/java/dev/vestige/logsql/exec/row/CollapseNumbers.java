package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Words;
import java.nio.charset.StandardCharsets;

/// `collapse_nums`: numbers become `<N>`. A number is a run of decimal digits, or an even number of
/// hexadecimal ones, at least four. It starts where a word does or behind a letter that often
/// stands in front of numbers, and likewise for its end.
final class CollapseNumbers implements ValueWriter {
  private static final byte[] MARK = "<N>".getBytes(StandardCharsets.US_ASCII);
  private static final String LETTERS_BEFORE = "TvshmxX";
  private static final String LETTERS_BEHIND = "TZshmun";
  private static final int HEXADECIMAL_MIN = 4;

  private final boolean prettify;
  private final ByteSink collapsed = new ByteSink();

  CollapseNumbers(boolean prettify) {
    this.prettify = prettify;
  }

  @Override
  public void write(byte[] bytes, int from, int to, ByteSink out) {
    if (!prettify) {
      collapse(bytes, from, to, out);
      return;
    }
    collapsed.clear();
    collapse(bytes, from, to, collapsed);
    NumberShapes.write(collapsed.array(), 0, collapsed.position(), out);
  }

  private static void collapse(byte[] bytes, int from, int to, ByteSink out) {
    int copied = from;
    int at = from;
    while (at < to) {
      int start = at;
      boolean isDecimal = true;
      while (at < to && isHexadecimal(bytes[at])) {
        isDecimal &= bytes[at] <= '9';
        at++;
      }
      int length = at - start;
      if (length == 0) {
        at++;
      } else if ((isDecimal || (length >= HEXADECIMAL_MIN && length % 2 == 0))
          && mayStart(bytes, from, start)
          && mayEnd(bytes, at, to)) {
        out.putBytes(bytes, copied, start - copied);
        out.putBytes(MARK);
        ColumnBytes.check(out);
        copied = at;
      }
    }
    out.putBytes(bytes, copied, to - copied);
  }

  private static boolean isHexadecimal(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }

  private static boolean mayStart(byte[] bytes, int from, int start) {
    return start == from
        || LETTERS_BEFORE.indexOf(bytes[start - 1]) >= 0
        || !Words.isWordBefore(bytes, from, start);
  }

  private static boolean mayEnd(byte[] bytes, int end, int to) {
    return end == to
        || LETTERS_BEHIND.indexOf(bytes[end]) >= 0
        || !Words.isWordAt(bytes, end, to)
        || isMicro(bytes, end, to);
  }

  /// The micro sign and the Greek letter look the same.
  private static boolean isMicro(byte[] bytes, int at, int to) {
    return at + 1 < to
        && ((bytes[at] == (byte) 0xC2 && bytes[at + 1] == (byte) 0xB5)
            || (bytes[at] == (byte) 0xCE && bytes[at + 1] == (byte) 0xBC));
  }
}
