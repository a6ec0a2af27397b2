package dev.vestige.logsql.exec.trace;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Numbers the texts of one field. Confined to one worker.
final class LabelColumn {
  private static final int UNKNOWN = -1;

  private final TextTable texts = new TextTable();
  private final ByteSink text = new ByteSink();

  /// The blocks of a part share their dictionaries, so the last one is mostly that of the next
  /// block, too.
  private @Nullable Dictionary dictionary;

  private int[] codeNumbers = new int[0];

  TextTable texts() {
    return texts;
  }

  void read(ColumnVector column, Bitmap rows, int[] numbers) {
    switch (column) {
      case ColumnVector.Constant constant -> {
        int number = add(constant, 0);
        Arrays.fill(numbers, 0, constant.rows(), number);
      }
      case ColumnVector.Coded coded -> readCodes(coded, rows, numbers);
      case ColumnVector.Texts _,
          ColumnVector.Longs _,
          ColumnVector.Doubles _,
          ColumnVector.Ids _ -> {
        for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
          numbers[row] = add(column, row);
        }
      }
    }
  }

  private void readCodes(ColumnVector.Coded column, Bitmap rows, int[] numbers) {
    Dictionary entries = column.dictionary();
    if (entries != dictionary) {
      dictionary = entries;
      codeNumbers = new int[entries.size()];
      Arrays.fill(codeNumbers, UNKNOWN);
    }
    int[] codes = column.codes();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      int code = codes[row];
      if (codeNumbers[code] == UNKNOWN) {
        int[] offsets = entries.offsets();
        codeNumbers[code] = texts.add(entries.bytes(), offsets[code], offsets[code + 1]);
      }
      numbers[row] = codeNumbers[code];
    }
  }

  private int add(ColumnVector column, int row) {
    text.clear();
    column.appendText(row, text);
    return texts.add(text.array(), 0, text.position());
  }
}
