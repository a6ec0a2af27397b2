package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;

/// Makes columns that have texts in the asked-for rows of a block only. Where these are few, as for
/// a trace, this saves reading dictionaries whole.
final class FewRows {
  /// Up to so many rows of a block are few.
  private static final int ROWS_MAX = 256;

  private FewRows() {}

  static boolean are(Bitmap selection) {
    return selection.cardinality() <= ROWS_MAX;
  }

  /// Writes the text of a row; nothing when it has none.
  interface RowText {
    void append(int row, ByteSink out);
  }

  static ColumnVector texts(Bitmap selection, RowText text) {
    int rows = selection.length();
    ByteSink out = new ByteSink();
    int[] ends = new int[rows + 1];
    int done = 0;
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      java.util.Arrays.fill(ends, done, row + 1, out.position());
      text.append(row, out);
      done = row + 1;
    }
    java.util.Arrays.fill(ends, done, rows + 1, out.position());
    return new ColumnVector.Texts(out.toByteArray(), ends, rows);
  }
}
