package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import org.jspecify.annotations.Nullable;

/// A column that a pipe computed.
///
/// @param written the entries for which the pipe found a value, if only an empty one: entries of
///   the dictionary when the column is coded, entry 0 when it is constant, rows otherwise; null for
///   all of them
record ComputedField(String name, ColumnVector column, @Nullable Bitmap written) {
  /// Clears the rows for which no value was found.
  void keepWritten(Bitmap rows) {
    if (written == null) {
      return;
    }
    switch (column) {
      case ColumnVector.Constant _ -> {
        if (!written.get(0)) {
          rows.clearAll();
        }
      }
      case ColumnVector.Coded coded -> keepCodes(coded.codes(), written, rows);
      case ColumnVector.Longs _, ColumnVector.Doubles _, ColumnVector.Ids _, ColumnVector.Texts _ ->
          rows.and(written);
    }
  }

  private static void keepCodes(int[] codes, Bitmap entries, Bitmap rows) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (!entries.get(codes[row])) {
        rows.clear(row);
      }
    }
  }
}
