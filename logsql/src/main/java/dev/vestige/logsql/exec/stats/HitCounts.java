package dev.vestige.logsql.exec.stats;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.storage.ColumnVector;

/// Reads the numbers of rows that other nodes have counted.
final class HitCounts {
  private HitCounts() {}

  /// By row the number; what stands at rows that are not selected means nothing.
  ///
  /// @throws VestigeException CORRUPT when one is no number
  static long[] read(ColumnVector column, Bitmap selection) {
    if (column instanceof ColumnVector.Longs longs) {
      return longs.values();
    }
    long[] counts = new long[column.rows()];
    ByteSink text = new ByteSink(32);
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      text.clear();
      column.appendText(row, text);
      counts[row] = number(text);
    }
    return counts;
  }

  private static long number(ByteSink text) {
    if (!WholeNumbers.isSigned(text.array(), 0, text.position())) {
      throw VestigeException.corrupt("expected a number of rows, found `" + text.slice() + '`');
    }
    return WholeNumbers.parse(text.array(), 0, text.position());
  }
}
