package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.storage.ColumnVector;

/// Makes one column of two, row by row.
final class MergedColumn {
  private MergedColumn() {}

  /// `changed` in the rows of `taken`, `original` in the others of `selection`.
  static ColumnVector of(
      ColumnVector original, ColumnVector changed, Bitmap taken, Bitmap selection) {
    TextsBuilder texts = new TextsBuilder(selection.length());
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      texts.fill(row);
      (taken.get(row) ? changed : original).appendText(row, texts.text());
      ColumnBytes.check(texts.text());
    }
    texts.fill(selection.length());
    return texts.build();
  }

  /// The first column's values, and the second one's where those are missing.
  static ColumnVector firstNonEmpty(ColumnVector first, ColumnVector second, Bitmap selection) {
    return of(first, second, emptyRows(first, selection), selection);
  }

  static Bitmap emptyRows(ColumnVector column, Bitmap selection) {
    Bitmap empty = selection.copy();
    for (int row = empty.nextSet(0); row >= 0; row = empty.nextSet(row + 1)) {
      if (!column.isEmpty(row)) {
        empty.clear(row);
      }
    }
    return empty;
  }

  /// Whether no row of the column has a value, as far as that is known without looking at each.
  static boolean isVacant(ColumnVector column) {
    return column instanceof ColumnVector.Constant constant && constant.text().isEmpty();
  }
}
