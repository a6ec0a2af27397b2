package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import java.util.Arrays;

/// Makes a column of texts, one row after another: write a row's text to [#text()], then call
/// [#endRow()]. Confined to one thread.
public final class TextsBuilder {
  private final ByteSink bytes = new ByteSink();
  private int[] offsets;
  private int rows;

  public TextsBuilder(int rowsExpected) {
    offsets = new int[rowsExpected + 1];
  }

  /// Takes the text of the row that is not ended yet.
  public ByteSink text() {
    return bytes;
  }

  /// Drops what was written of the row that is not ended yet.
  public void restartRow() {
    bytes.truncate(offsets[rows]);
  }

  public void endRow() {
    if (++rows == offsets.length) {
      offsets = Arrays.copyOf(offsets, rows * 2);
    }
    offsets[rows] = bytes.position();
  }

  /// Ends rows without text until there are so many.
  public void fill(int count) {
    while (rows < count) {
      endRow();
    }
  }

  public int rows() {
    return rows;
  }

  /// The rows ended so far; the builder is empty afterwards.
  public ColumnVector build() {
    ColumnVector column =
        new ColumnVector.Texts(bytes.toByteArray(), Arrays.copyOf(offsets, rows + 1), rows);
    bytes.clear();
    rows = 0;
    return column;
  }
}
