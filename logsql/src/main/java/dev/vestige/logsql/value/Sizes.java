package dev.vestige.logsql.value;

/// Byte sizes such as `10KB`, `1.5MiB`, `2G`: numbers with one of the units `B`, `K`, `KB`, `Ki`,
/// `KiB`, and the same for `M`, `G` and `T`, one after the other. `K` is 1000, `Ki` is 1024. The
/// last number may lack a unit when it is whole.
public final class Sizes {
  /// What [#parse] returns for a text that is no size.
  public static final long NONE = Long.MIN_VALUE;

  private Sizes() {}

  /// Bytes, cut off at the largest long, or [#NONE].
  public static long parse(byte[] bytes, int from, int to) {
    if (from >= to) {
      return NONE;
    }
    boolean negative = bytes[from] == '-';
    int position = negative ? from + 1 : from;
    if (position == to) {
      return NONE;
    }
    long total = 0;
    while (position < to) {
      int end = Decimals.end(bytes, position, to);
      if (end == position || bytes[position] == '.' || bytes[end - 1] == '.') {
        return NONE;
      }
      int unitLength = unitLength(bytes, end, to);
      if (unitLength < 0 || (unitLength == 0 && !isWhole(bytes, position, end))) {
        return NONE;
      }
      long size = Durations.scaled(bytes, position, end, unitBytes(bytes, end, unitLength));
      if (size < 0) {
        return NONE;
      }
      total = total > Long.MAX_VALUE - size ? Long.MAX_VALUE : total + size;
      position = end + unitLength;
    }
    return negative ? -total : total;
  }

  private static boolean isWhole(byte[] bytes, int from, int to) {
    double value = Decimals.parse(bytes, from, to);
    return value == Math.rint(value);
  }

  /// 0 at the end of the text, -1 for an unknown unit.
  private static int unitLength(byte[] bytes, int at, int to) {
    if (at >= to) {
      return 0;
    }
    int left = to - at;
    return switch (bytes[at]) {
      case 'B' -> 1;
      case 'K', 'M', 'G', 'T' -> {
        if (left >= 2 && bytes[at + 1] == 'i') {
          yield left >= 3 && bytes[at + 2] == 'B' ? 3 : 2;
        }
        yield left >= 2 && bytes[at + 1] == 'B' ? 2 : 1;
      }
      default -> -1;
    };
  }

  private static long unitBytes(byte[] bytes, int at, int length) {
    if (length == 0 || bytes[at] == 'B') {
      return 1;
    }
    long step = length >= 2 && bytes[at + 1] == 'i' ? 1024 : 1000;
    return switch (bytes[at]) {
      case 'K' -> step;
      case 'M' -> step * step;
      case 'G' -> step * step * step;
      default -> step * step * step * step;
    };
  }
}
