package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.PhraseMatcher;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;

/// The value contains a phrase, on whole words. Numbers are one word behind an optional minus, and
/// hex numbers and ids are one word, so there the phrase is the number, the number with its minus,
/// or the id.
final class PhrasePredicate extends ValuePredicate {
  private final PhraseMatcher phrase;
  private final ExactPredicate whole;

  PhrasePredicate(PhraseMatcher phrase) {
    this.phrase = phrase;
    this.whole = new ExactPredicate(phrase.text());
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    return phrase.matches(bytes, from, to);
  }

  @Override
  int cost() {
    return Cost.SEARCH;
  }

  @Override
  byte[] required() {
    return phrase.text();
  }

  @Override
  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    switch (column.format()) {
      case UNSIGNED, HEX -> whole.narrowLongs(column, rows, text);
      case DECIMAL -> narrowDecimals(column, rows);
      case TIME, IPV4 -> super.narrowLongs(column, rows, text);
    }
  }

  private void narrowDecimals(ColumnVector.Longs column, Bitmap rows) {
    byte[] bytes = phrase.text();
    keepPresent(column, rows);
    if (bytes.length == 1 && bytes[0] == '-') {
      RowKernels.keepRange(column, Long.MIN_VALUE, -1, rows);
    } else if (bytes[0] == '-' || !WholeNumbers.isPrintedUnsigned(bytes, 0, bytes.length)) {
      keepNumber(column, bytes, rows);
    } else {
      byte[] negative = new byte[bytes.length + 1];
      negative[0] = '-';
      System.arraycopy(bytes, 0, negative, 1, bytes.length);
      Bitmap negatives = rows.copy();
      keepNumber(column, negative, negatives);
      keepNumber(column, bytes, rows);
      rows.or(negatives);
    }
  }

  private static void keepNumber(ColumnVector.Longs column, byte[] printed, Bitmap rows) {
    if (StoredForms.isNumber(NumberFormat.DECIMAL, printed, 0, printed.length)) {
      long number = StoredForms.number(NumberFormat.DECIMAL, printed, 0, printed.length);
      RowKernels.keepRange(column, number, number, rows);
    } else {
      rows.clearAll();
    }
  }

  @Override
  void narrowIds(ColumnVector.Ids column, Bitmap rows, ByteSink text) {
    if (column.format() == IdFormat.UUID) {
      super.narrowIds(column, rows, text);
    } else {
      whole.narrowIds(column, rows, text);
    }
  }
}
