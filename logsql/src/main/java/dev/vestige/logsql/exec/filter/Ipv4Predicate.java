package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.value.Ipv4;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;

/// The value is an IPv4 address in a range, as unsigned numbers, both ends included.
final class Ipv4Predicate extends ValuePredicate {
  private final long min;
  private final long max;

  Ipv4Predicate(long min, long max) {
    this.min = min;
    this.max = max;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    long address = Ipv4.parse(bytes, from, to);
    return address != Ipv4.NONE && address >= min && address <= max;
  }

  @Override
  int cost() {
    return Cost.PARSED_NUMBER;
  }

  @Override
  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    if (column.format() == NumberFormat.IPV4) {
      keepPresent(column, rows);
      RowKernels.keepRange(column, min, max, rows);
    } else {
      super.narrowLongs(column, rows, text);
    }
  }
}
