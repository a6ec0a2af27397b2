package dev.vestige.logsql.exec.trace;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.TraceId;
import java.util.Arrays;

/// Reads columns as ids and whole numbers by row; 0 where a row has none. Confined to one worker.
final class LongColumns {
  private final ByteSink text = new ByteSink();

  /// The two halves of ids; those of 8 bytes have no upper half.
  void readIds(ColumnVector column, Bitmap rows, long[] high, long[] low) {
    switch (column) {
      case ColumnVector.Ids ids -> {
        System.arraycopy(ids.low(), 0, low, 0, ids.rows());
        if (ids.format() == IdFormat.HEX_8) {
          Arrays.fill(high, 0, ids.rows(), 0);
        } else {
          System.arraycopy(ids.high(), 0, high, 0, ids.rows());
        }
      }
      case ColumnVector.Constant _,
          ColumnVector.Coded _,
          ColumnVector.Longs _,
          ColumnVector.Doubles _,
          ColumnVector.Texts _ ->
          readPrintedIds(column, rows, high, low);
    }
  }

  private void readPrintedIds(ColumnVector column, Bitmap rows, long[] high, long[] low) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      column.appendText(row, text);
      TraceId id =
          text.position() == 0
              ? new TraceId(0, 0)
              : TraceId.parse(text.slice().toString()).orElse(new TraceId(0, 0));
      high[row] = id.high();
      low[row] = id.low();
    }
  }

  void readNumbers(ColumnVector column, Bitmap rows, long[] numbers) {
    switch (column) {
      case ColumnVector.Longs longs -> {
        System.arraycopy(longs.values(), 0, numbers, 0, longs.rows());
        clearMissing(longs, rows, numbers);
      }
      case ColumnVector.Constant _,
          ColumnVector.Coded _,
          ColumnVector.Ids _,
          ColumnVector.Doubles _,
          ColumnVector.Texts _ ->
          readPrintedNumbers(column, rows, numbers);
    }
  }

  private static void clearMissing(ColumnVector.Longs longs, Bitmap rows, long[] numbers) {
    if (longs.present() != null) {
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        numbers[row] = longs.isEmpty(row) ? 0 : numbers[row];
      }
    }
  }

  private void readPrintedNumbers(ColumnVector column, Bitmap rows, long[] numbers) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      column.appendText(row, text);
      numbers[row] =
          WholeNumbers.isSigned(text.array(), 0, text.position())
              ? WholeNumbers.parse(text.array(), 0, text.position())
              : 0;
    }
  }
}
