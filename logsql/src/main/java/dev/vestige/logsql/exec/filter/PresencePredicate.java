package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import org.jspecify.annotations.Nullable;

/// There is a value, or there is none.
final class PresencePredicate extends ValuePredicate {
  static final PresencePredicate PRESENT = new PresencePredicate(true);
  static final PresencePredicate MISSING = new PresencePredicate(false);

  private final boolean present;

  private PresencePredicate(boolean present) {
    this.present = present;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    return from < to == present;
  }

  @Override
  boolean mayMatch(ColumnSummary column) {
    return present || !column.isFull();
  }

  @Override
  boolean mustMatch(ColumnSummary column) {
    return present && column.isFull();
  }

  @Override
  int cost() {
    return Cost.PRESENCE;
  }

  @Override
  void narrowTexts(byte[] bytes, int[] offsets, Bitmap rows) {
    RowKernels.keepPresent(offsets, present, rows);
  }

  @Override
  void narrowLongs(ColumnVector.Longs column, Bitmap rows, ByteSink text) {
    narrow(column.present(), rows);
  }

  @Override
  void narrowDoubles(ColumnVector.Doubles column, Bitmap rows, ByteSink text) {
    narrow(column.present(), rows);
  }

  private void narrow(@Nullable Bitmap presentRows, Bitmap rows) {
    if (presentRows == null) {
      if (!present) {
        rows.clearAll();
      }
    } else if (present) {
      rows.and(presentRows);
    } else {
      rows.andNot(presentRows);
    }
  }

  @Override
  void narrowIds(ColumnVector.Ids column, Bitmap rows, ByteSink text) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (column.isEmpty(row) == present) {
        rows.clear(row);
      }
    }
  }
}
