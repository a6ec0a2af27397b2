package dev.vestige.logsql.exec.stats.group;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import org.jspecify.annotations.Nullable;

/// A field to group by: gives the rows of a block the numbers of their values. Confined to one
/// worker.
public final class KeyColumn {
  /// What [#assign] returns when the rows have several values.
  public static final int MIXED = -1;

  private final String field;
  private final @Nullable Buckets buckets;
  private final KeyValues values;

  /// By code the number of the value plus one; 0 is not known yet.
  private final PerDictionary<int[]> numbersOfCodes =
      new PerDictionary<>(Integer.BYTES, dictionary -> new int[dictionary.size()]);

  private int[] numbers = new int[0];

  /// The rows of a block that have a text.
  private int[] filled = new int[0];

  KeyColumn(ByField by) {
    field = by.field();
    buckets = Buckets.of(by.bucket());
    values = new KeyValues(buckets);
  }

  /// For one of several fields whose values are numbered together.
  public KeyColumn(String field, KeyValues values) {
    this.field = field;
    this.buckets = null;
    this.values = values;
  }

  KeyValues values() {
    return values;
  }

  /// By row the number of its value, if the last block's rows have several.
  public int[] numbers() {
    return numbers;
  }

  /// Finds the numbers of a block's rows; returns the one that all have, or [#MIXED].
  public int assign(BlockView block, Rows rows) {
    ColumnVector column = block.column(field);
    if (column instanceof ColumnVector.Constant(int _, ByteSlice text)) {
      return values.addText(text.array(), text.offset(), text.offset() + text.length());
    }
    if (numbers.length < block.rows()) {
      numbers = new int[block.rows()];
    }
    switch (column) {
      case ColumnVector.Constant _ -> throw new IllegalStateException("a constant is done above");
      case ColumnVector.Coded coded -> assignCodes(coded, rows);
      case ColumnVector.Longs longs -> assignLongs(longs, rows);
      case ColumnVector.Doubles doubles -> assignDoubles(doubles, rows);
      case ColumnVector.Ids ids -> assignIds(ids, rows);
      case ColumnVector.Texts texts -> assignTexts(texts, rows);
    }
    return MIXED;
  }

  private void assignCodes(ColumnVector.Coded column, Rows rows) {
    int[] known = numbersOfCodes.of(column.dictionary());
    int[] codes = column.codes();
    int[] rowNumbers = rows.numbers();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      int number = known[codes[row]];
      numbers[row] = number != 0 ? number - 1 : learn(column, codes[row], known);
    }
  }

  private int learn(ColumnVector.Coded column, int code, int[] known) {
    ByteSlice text = column.dictionary().text(code);
    int number = values.addText(text.array(), text.offset(), text.offset() + text.length());
    known[code] = number + 1;
    return number;
  }

  private void assignLongs(ColumnVector.Longs column, Rows rows) {
    LongNumbers table = values.longs(column.format());
    Bitmap present = column.present();
    if (present != null && !containsAll(present, rows.selection())) {
      assignPresentLongs(column, present, table, rows);
    } else if (buckets != null && buckets.isExactFor(column.format())) {
      assignBuckets(column, buckets, table, rows);
    } else {
      long[] longs = column.values();
      long mask = printedBits(column);
      int[] rowNumbers = rows.numbers();
      for (int i = 0; i < rows.count(); i++) {
        int row = rowNumbers[i];
        numbers[row] = table.number(longs[row] & mask);
      }
    }
  }

  /// Of an address only four bytes count.
  private static long printedBits(ColumnVector.Longs column) {
    return column.format() == NumberFormat.IPV4 ? 0xFFFF_FFFFL : -1L;
  }

  private static boolean containsAll(Bitmap present, Bitmap rows) {
    Bitmap missing = rows.copy();
    missing.andNot(present);
    return missing.isEmpty();
  }

  private void assignPresentLongs(
      ColumnVector.Longs column, Bitmap present, LongNumbers table, Rows rows) {
    boolean bucketed = buckets != null && buckets.isExactFor(column.format());
    int[] rowNumbers = rows.numbers();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      if (!present.get(row)) {
        numbers[row] = values.addEmpty();
      } else {
        long value = column.values()[row] & printedBits(column);
        numbers[row] =
            table.number(bucketed && buckets != null ? start(column, buckets, value) : value);
      }
    }
  }

  /// Values of neighbouring rows often fall into one bucket, so the last one is tried first.
  private void assignBuckets(
      ColumnVector.Longs column, Buckets into, LongNumbers table, Rows rows) {
    long[] longs = column.values();
    int[] rowNumbers = rows.numbers();
    long width = into.width();
    long lastStart = 0;
    int last = MIXED;
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      long value = longs[row];
      if (last < 0 || Long.compareUnsigned(value - lastStart, width) >= 0) {
        lastStart = start(column, into, value);
        last = table.number(lastStart);
      }
      numbers[row] = last;
    }
  }

  private static long start(ColumnVector.Longs column, Buckets into, long value) {
    return switch (column.format()) {
      case DECIMAL, TIME -> into.start(value);
      case UNSIGNED, HEX -> into.startUnsigned(value);
      case IPV4 -> into.start(value & printedBits(column));
    };
  }

  private void assignDoubles(ColumnVector.Doubles column, Rows rows) {
    LongNumbers table = values.doubles();
    double[] doubles = column.values();
    int[] rowNumbers = rows.numbers();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      numbers[row] =
          column.isEmpty(row)
              ? values.addEmpty()
              : table.number(Double.doubleToRawLongBits(doubles[row]));
    }
  }

  /// Rows of one trace lie side by side, so the last id is tried first.
  private void assignIds(ColumnVector.Ids column, Rows rows) {
    IdNumbers table = values.ids(column.format());
    boolean isWide = column.format() != IdFormat.HEX_8;
    long[] highs = column.high();
    long[] lows = column.low();
    int[] rowNumbers = rows.numbers();
    long lastHigh = 0;
    long lastLow = 0;
    int last = MIXED;
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      long high = isWide ? highs[row] : 0;
      long low = lows[row];
      if (last < 0 || low != lastLow || high != lastHigh) {
        last = (high | low) == 0 ? values.addEmpty() : table.number(high, low);
        lastHigh = high;
        lastLow = low;
      }
      numbers[row] = last;
    }
  }

  private void assignTexts(ColumnVector.Texts column, Rows rows) {
    byte[] bytes = column.bytes();
    int[] offsets = column.offsets();
    int[] rowNumbers = rows.numbers();
    if (buckets == null) {
      assignPlainTexts(bytes, offsets, rowNumbers, rows.count());
      return;
    }
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      numbers[row] = values.addText(bytes, offsets[row], offsets[row + 1]);
    }
  }

  private void assignPlainTexts(byte[] bytes, int[] offsets, int[] rowNumbers, int count) {
    if (filled.length < count) {
      filled = new int[count];
    }
    int filledCount = 0;
    for (int i = 0; i < count; i++) {
      int row = rowNumbers[i];
      if (offsets[row] < offsets[row + 1]) {
        filled[filledCount++] = row;
      } else {
        numbers[row] = 0;
      }
    }
    if (filledCount < count) {
      values.addEmpty();
    }
    values.texts().addEach(bytes, offsets, filled, filledCount, numbers);
  }
}
