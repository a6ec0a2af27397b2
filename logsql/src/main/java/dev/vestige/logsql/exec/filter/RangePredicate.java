package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.logsql.value.Numbers;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;

/// The value reads as a number between two doubles. Whole numbers are compared as the doubles they
/// round to, so for columns of them the range becomes one of whole numbers.
final class RangePredicate extends ValuePredicate {
  private final double min;
  private final double max;
  private final WholeRange signed;
  private final WholeRange unsigned;

  RangePredicate(double min, double max) {
    this.min = min;
    this.max = max;
    signed = WholeRange.signed(min, max);
    unsigned = WholeRange.unsigned(min, max);
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    if (!WholeNumbers.mayStartNumber(bytes, from, to)) {
      return false;
    }
    double value = Numbers.parseWithTimes(bytes, from, to);
    return value >= min && value <= max;
  }

  @Override
  boolean mayMatch(ColumnSummary column) {
    return signed.low() <= column.largestNumber() && signed.high() >= column.smallestNumber();
  }

  @Override
  int cost() {
    return Cost.PARSED_NUMBER;
  }

  @Override
  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    switch (column.format()) {
      case DECIMAL, TIME, IPV4 -> {
        keepPresent(column, rows);
        RowKernels.keepRange(column, signed.low(), signed.high(), rows);
      }
      case UNSIGNED -> {
        keepPresent(column, rows);
        RowKernels.keepRange(
            column.values(), column.rows(), Long.MIN_VALUE, unsigned.low(), unsigned.high(), rows);
      }
      // Such a text reads as another number than the one it stands for, or as none.
      case HEX -> super.narrowLongs(column, rows, text);
    }
  }

  @Override
  void narrowDoubles(ColumnVector.Doubles column, Bitmap rows, ByteSink text) {
    keepPresent(column, rows);
    RowKernels.keepRange(column.values(), column.rows(), min, max, rows);
  }
}
