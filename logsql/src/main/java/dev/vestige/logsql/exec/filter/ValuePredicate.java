package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;

/// A condition on the value of one field. Every predicate can judge a text; those that can judge
/// numbers and ids without writing them as text first, with the same result, override the methods
/// below. The general forms call [#test] once per row, next to which the call itself is cheap.
abstract class ValuePredicate {
  private static final byte[] NOTHING = new byte[0];

  /// Whether the text satisfies the condition; the empty text stands for a missing value.
  abstract boolean test(byte[] bytes, int from, int to);

  abstract int cost();

  /// False when surely no row of a column matches.
  boolean mayMatch(ColumnSummary column) {
    return true;
  }

  /// True when surely every row of a column matches.
  boolean mustMatch(ColumnSummary column) {
    return false;
  }

  /// This predicate for another worker: itself, unless it has buffers.
  ValuePredicate forWorker() {
    return this;
  }

  /// Bytes that every matching text contains; empty when there are none.
  byte[] required() {
    return NOTHING;
  }

  /// Clears the rows whose text does not match. A row's text starts at its offset and ends at that
  /// of the next row.
  void narrowTexts(byte[] bytes, int[] offsets, Bitmap rows) {
    byte[] required = required();
    boolean dense = rows.cardinality() * 4L >= rows.length();
    if (required.length > 0 && dense) {
      LiteralScan.narrow(this, required, bytes, offsets, rows);
    } else {
      narrowEachText(bytes, offsets, rows);
    }
  }

  final void narrowEachText(byte[] bytes, int[] offsets, Bitmap rows) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (!test(bytes, offsets[row], offsets[row + 1])) {
        rows.clear(row);
      }
    }
  }

  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    narrowPrinted(column, rows, text);
  }

  void narrowDoubles(ColumnVector.Doubles column, Bitmap rows, ByteSink text) {
    narrowPrinted(column, rows, text);
  }

  void narrowIds(ColumnVector.Ids column, Bitmap rows, ByteSink text) {
    narrowPrinted(column, rows, text);
  }

  private void narrowPrinted(ColumnVector column, Bitmap rows, ByteSink text) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      column.appendText(row, text);
      if (!test(text.array(), 0, text.position())) {
        rows.clear(row);
      }
    }
  }

  static void keepPresent(ColumnVector.Longs column, Bitmap rows) {
    Bitmap present = column.present();
    if (present != null) {
      rows.and(present);
    }
  }

  static void keepPresent(ColumnVector.Doubles column, Bitmap rows) {
    Bitmap present = column.present();
    if (present != null) {
      rows.and(present);
    }
  }
}
