package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import org.jspecify.annotations.Nullable;

/// Some rows of a column as a column of their own.
final class PickedRows {
  private PickedRows() {}

  static ColumnVector of(ColumnVector column, int[] rows) {
    return switch (column) {
      case ColumnVector.Constant constant ->
          new ColumnVector.Constant(rows.length, constant.text());
      case ColumnVector.Coded coded -> {
        int[] codes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
          codes[i] = coded.codes()[rows[i]];
        }
        yield new ColumnVector.Coded(coded.dictionary(), codes, rows.length);
      }
      case ColumnVector.Longs longs ->
          new ColumnVector.Longs(
              longs(longs.values(), rows),
              present(longs.present(), rows),
              rows.length,
              longs.format());
      case ColumnVector.Ids ids ->
          new ColumnVector.Ids(
              longs(ids.high(), rows), longs(ids.low(), rows), rows.length, ids.format());
      case ColumnVector.Doubles _, ColumnVector.Texts _ -> texts(column, rows);
    };
  }

  private static long[] longs(long[] values, int[] rows) {
    long[] picked = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }

  private static @Nullable Bitmap present(@Nullable Bitmap bits, int[] rows) {
    if (bits == null) {
      return null;
    }
    Bitmap picked = new Bitmap(rows.length);
    for (int i = 0; i < rows.length; i++) {
      if (bits.get(rows[i])) {
        picked.set(i);
      }
    }
    return picked;
  }

  private static ColumnVector texts(ColumnVector column, int[] rows) {
    ByteSink texts = new ByteSink();
    int[] ends = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      column.appendText(rows[i], texts);
      ends[i + 1] = texts.position();
    }
    return new ColumnVector.Texts(texts.toByteArray(), ends, rows.length);
  }
}
