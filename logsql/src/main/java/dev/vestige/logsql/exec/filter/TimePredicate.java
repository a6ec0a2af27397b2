package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;

/// The value is a time between two instants, both included.
final class TimePredicate extends ValuePredicate {
  private final long minNanos;
  private final long maxNanos;

  TimePredicate(long minNanos, long maxNanos) {
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    long nanos = Timestamps.parse(bytes, from, to);
    return nanos != Timestamps.NONE && nanos >= minNanos && nanos <= maxNanos;
  }

  @Override
  int cost() {
    return Cost.NUMBER;
  }

  @Override
  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    if (column.format() == NumberFormat.TIME) {
      keepPresent(column, rows);
      RowKernels.keepRange(column, minNanos, maxNanos, rows);
    } else {
      super.narrowLongs(column, rows, text);
    }
  }
}
