package dev.vestige.logsql.exec.stats.group;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.value.LongTable;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// From the longs of one kind of column to the numbers of a [KeyValues]. Final and small, so that
/// the compiler puts [#number] into the loop over a block's rows.
final class LongNumbers {
  private final KeyValues values;
  private final @Nullable NumberFormat format;
  private final LongTable table = new LongTable();

  /// The number of each long of the table when the values are kept as texts; before that, long i
  /// has number i + 1.
  private int[] numbers = new int[0];

  private boolean direct;

  /// @param format how the longs are printed; null when they are the bits of doubles
  /// @param direct whether the longs are the values, so that numbers follow from the table alone
  LongNumbers(KeyValues values, @Nullable NumberFormat format, boolean direct) {
    this.values = values;
    this.format = format;
    this.direct = direct;
  }

  int number(long value) {
    int known = table.size();
    int at = table.add(value);
    if (direct) {
      return at + 1;
    }
    return at < known ? numbers[at] : learn(at, value);
  }

  private int learn(int at, long value) {
    if (at == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(16, at * 2));
    }
    numbers[at] = values.learn(column(new long[] {value}, 1), 0);
    return numbers[at];
  }

  /// The values became texts, numbered as the longs were.
  void becomeIndirect() {
    numbers = new int[Math.max(16, table.size())];
    for (int at = 0; at < table.size(); at++) {
      numbers[at] = at + 1;
    }
    direct = false;
  }

  int size() {
    return table.size();
  }

  long value(int at) {
    return table.value(at);
  }

  ColumnVector column(long[] longs, int rows) {
    return column(longs, null, rows);
  }

  ColumnVector column(long[] longs, @Nullable Bitmap present, int rows) {
    if (format != null) {
      return new ColumnVector.Longs(longs, present, rows, format);
    }
    double[] doubles = new double[rows];
    for (int row = 0; row < rows; row++) {
      doubles[row] = Double.longBitsToDouble(longs[row]);
    }
    return new ColumnVector.Doubles(doubles, present, rows);
  }

  long sizeBytes() {
    return table.sizeBytes() + 4L * numbers.length;
  }
}
