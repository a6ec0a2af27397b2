package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rows have a value.
public final class Presence {
  private Presence() {}

  /// The selected rows that have none of the fields.
  static Bitmap empty(BlockView block, List<String> fields, Bitmap selection) {
    Bitmap empty = selection.copy();
    for (String field : fields) {
      if (empty.isEmpty()) {
        break;
      }
      clearFilled(block.column(field), empty);
    }
    return empty;
  }

  /// Clears the rows that have a value.
  public static void clearFilled(ColumnVector column, Bitmap rows) {
    switch (column) {
      case ColumnVector.Constant(int _, ByteSlice text) -> {
        if (!text.isEmpty()) {
          rows.clearAll();
        }
      }
      case ColumnVector.Coded coded -> clearCodes(coded, rows);
      case ColumnVector.Longs longs -> clearPresent(longs.present(), rows);
      case ColumnVector.Doubles doubles -> clearPresent(doubles.present(), rows);
      case ColumnVector.Ids ids -> {
        for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
          if (!ids.isEmpty(row)) {
            rows.clear(row);
          }
        }
      }
      case ColumnVector.Texts texts -> {
        int[] offsets = texts.offsets();
        for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
          if (offsets[row] < offsets[row + 1]) {
            rows.clear(row);
          }
        }
      }
    }
  }

  private static void clearCodes(ColumnVector.Coded column, Bitmap rows) {
    int[] codes = column.codes();
    int[] offsets = column.dictionary().offsets();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      int code = codes[row];
      if (offsets[code] < offsets[code + 1]) {
        rows.clear(row);
      }
    }
  }

  private static void clearPresent(@Nullable Bitmap present, Bitmap rows) {
    if (present == null) {
      rows.clearAll();
    } else {
      rows.andNot(present);
    }
  }
}
