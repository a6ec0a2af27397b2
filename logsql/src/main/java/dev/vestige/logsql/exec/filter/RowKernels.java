package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;

/// The inner loops over arrays of a column: 64 rows at a time make one word of a bitmap. A word
/// with few rows left is walked row by row instead.
final class RowKernels {
  /// From this many rows of a word on it is faster to look at all 64.
  private static final int DENSE = 12;

  private RowKernels() {}

  /// Keeps the rows whose code is in `matching`.
  static void keepCodes(int[] codes, int count, Bitmap matching, Bitmap rows) {
    long[] entries = matching.words();
    long[] words = rows.words();
    for (int index = 0; index < words.length; index++) {
      long word = words[index];
      if (word == 0) {
        continue;
      }
      int base = index << 6;
      if (Long.bitCount(word) >= DENSE) {
        int end = Math.min(64, count - base);
        long kept = 0;
        for (int i = 0; i < end; i++) {
          int code = codes[base + i];
          kept |= ((entries[code >>> 6] >>> code) & 1) << i;
        }
        words[index] = word & kept;
      } else {
        words[index] = sparseCodes(codes, base, entries, word);
      }
    }
  }

  private static long sparseCodes(int[] codes, int base, long[] entries, long word) {
    long kept = word;
    for (long left = word; left != 0; left &= left - 1) {
      int code = codes[base + Long.numberOfTrailingZeros(left)];
      if (((entries[code >>> 6] >>> code) & 1) == 0) {
        kept &= ~(left & -left);
      }
    }
    return kept;
  }

  /// Keeps the rows with `low <= value <= high` as signed numbers, after `flip` was applied to the
  /// value by exclusive or: the sign bit turns unsigned order into signed order.
  static void keepRange(long[] values, int count, long flip, long low, long high, Bitmap rows) {
    if (low > high) {
      rows.clearAll();
      return;
    }
    long width = high - low + Long.MIN_VALUE;
    long[] words = rows.words();
    for (int index = 0; index < words.length; index++) {
      long word = words[index];
      if (word == 0) {
        continue;
      }
      int base = index << 6;
      if (Long.bitCount(word) >= DENSE) {
        int end = Math.min(64, count - base);
        long kept = 0;
        for (int i = 0; i < end; i++) {
          long distance = (values[base + i] ^ flip) - low + Long.MIN_VALUE;
          kept |= (distance <= width ? 1L : 0L) << i;
        }
        words[index] = word & kept;
      } else {
        words[index] = sparseRange(values, base, flip, low, high, word);
      }
    }
  }

  private static long sparseRange(
      long[] values, int base, long flip, long low, long high, long word) {
    long kept = word;
    for (long left = word; left != 0; left &= left - 1) {
      long value = values[base + Long.numberOfTrailingZeros(left)] ^ flip;
      if (value < low || value > high) {
        kept &= ~(left & -left);
      }
    }
    return kept;
  }

  /// Keeps the rows whose number, as [StoredForms#comparable] gives it, is in a range.
  static void keepRange(ColumnVector.Longs column, long low, long high, Bitmap rows) {
    if (column.format() != NumberFormat.IPV4) {
      keepRange(column.values(), column.rows(), 0, low, high, rows);
      return;
    }
    long[] values = column.values();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      long value = StoredForms.comparable(NumberFormat.IPV4, values[row]);
      if (value < low || value > high) {
        rows.clear(row);
      }
    }
  }

  /// Keeps the rows with `min <= value <= max`; NaN is in no range.
  static void keepRange(double[] values, int count, double min, double max, Bitmap rows) {
    long[] words = rows.words();
    for (int index = 0; index < words.length; index++) {
      int base = index << 6;
      int end = words[index] == 0 ? 0 : Math.min(64, count - base);
      long kept = 0;
      for (int i = 0; i < end; i++) {
        double value = values[base + i];
        kept |= (value >= min && value <= max ? 1L : 0L) << i;
      }
      words[index] &= kept;
    }
  }

  /// Keeps the rows of the id; the array of upper halves is not read for ids of 64 bits.
  static void keepId(long[] highs, long[] lows, boolean isWide, long high, long low, Bitmap rows) {
    keepRange(lows, rows.length(), 0, low, low, rows);
    if (isWide) {
      keepRange(highs, rows.length(), 0, high, high, rows);
    }
  }

  /// Keeps the rows with a text, or those without one.
  static void keepPresent(int[] offsets, boolean present, Bitmap rows) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (offsets[row] < offsets[row + 1] != present) {
        rows.clear(row);
      }
    }
  }
}
