package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.ByteSearch;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;

/// The whole value is one text, which is not empty.
final class ExactPredicate extends ValuePredicate {
  private final byte[] value;

  ExactPredicate(byte[] value) {
    this.value = value;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    return ByteSearch.equals(bytes, from, to, value);
  }

  @Override
  int cost() {
    return Cost.EXACT;
  }

  @Override
  void narrowTexts(byte[] bytes, int[] offsets, Bitmap rows) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      int from = offsets[row];
      int to = offsets[row + 1];
      // Most texts already differ in length.
      if (to - from != value.length || !ByteSearch.equals(bytes, from, to, value)) {
        rows.clear(row);
      }
    }
  }

  @Override
  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    if (!StoredForms.isNumber(column.format(), value, 0, value.length)) {
      rows.clearAll();
      return;
    }
    long number = StoredForms.number(column.format(), value, 0, value.length);
    keepPresent(column, rows);
    RowKernels.keepRange(column, number, number, rows);
  }

  @Override
  void narrowDoubles(ColumnVector.Doubles column, Bitmap rows, ByteSink text) {
    if (!StoredForms.isDouble(value, 0, value.length)) {
      rows.clearAll();
      return;
    }
    long bits = StoredForms.doubleBits(value, 0, value.length);
    keepPresent(column, rows);
    double[] values = column.values();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (Double.doubleToLongBits(values[row]) != bits) {
        rows.clear(row);
      }
    }
  }

  @Override
  void narrowIds(ColumnVector.Ids column, Bitmap rows, ByteSink text) {
    IdFormat format = column.format();
    if (!StoredForms.isId(format, value, 0, value.length)) {
      rows.clearAll();
      return;
    }
    RowKernels.keepId(
        column.high(),
        column.low(),
        format != IdFormat.HEX_8,
        StoredForms.high(format, value, 0, value.length),
        StoredForms.low(format, value, 0, value.length),
        rows);
  }
}
