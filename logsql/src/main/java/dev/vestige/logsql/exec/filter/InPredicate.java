package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.IdSet;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;

/// The whole value is one of many texts.
final class InPredicate extends ValuePredicate {
  private final ValueSet set;
  private final TextTable texts;
  private final boolean withEmpty;

  InPredicate(ValueSet set) {
    this.set = set;
    this.texts = set.texts();
    this.withEmpty = set.hasEmptyText();
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    return texts.contains(bytes, from, to);
  }

  @Override
  int cost() {
    return Cost.SET;
  }

  @Override
  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    NumberFormat format = column.format();
    IdSet numbers = set.numbers(format);
    long[] values = column.values();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      boolean in =
          column.isEmpty(row)
              ? withEmpty
              : numbers.contains(0, StoredForms.comparable(format, values[row]));
      if (!in) {
        rows.clear(row);
      }
    }
  }

  @Override
  void narrowDoubles(ColumnVector.Doubles column, Bitmap rows, ByteSink text) {
    IdSet doubles = set.doubles();
    double[] values = column.values();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      boolean in =
          column.isEmpty(row)
              ? withEmpty
              : doubles.contains(0, Double.doubleToLongBits(values[row]));
      if (!in) {
        rows.clear(row);
      }
    }
  }

  @Override
  void narrowIds(ColumnVector.Ids column, Bitmap rows, ByteSink text) {
    IdSet ids = set.ids(column.format());
    boolean isWide = column.format() != IdFormat.HEX_8;
    long[] highs = column.high();
    long[] lows = column.low();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      long high = isWide ? highs[row] : 0;
      boolean missing = (high | lows[row]) == 0;
      if (missing ? !withEmpty : !ids.contains(high, lows[row])) {
        rows.clear(row);
      }
    }
  }
}
