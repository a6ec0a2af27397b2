package dev.vestige.logsql.exec.row;

import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.value.NumberText;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;

/// Makes columns of computed numbers. They stay numbers where a column of numbers prints them just
/// as results of arithmetic are printed, without an exponent.
final class NumberColumn {
  /// Whole numbers below this are exact.
  private static final double WHOLE_BELOW = 0x1p53;

  /// From here to there, columns of floating point numbers print without an exponent.
  private static final double PLAIN_FROM = 1e-6;

  private static final double PLAIN_BELOW = 1e21;

  private NumberColumn() {}

  /// @param values one for each of the rows
  /// @param rowsOfBlock rows of the column; those that are not in `rows` have any value
  static ColumnVector of(double[] values, int[] rows, int rowsOfBlock) {
    boolean allWhole = true;
    boolean allPlain = true;
    for (int i = 0; i < rows.length; i++) {
      double value = values[i];
      double magnitude = Math.abs(value);
      boolean isMinusZero = value == 0 && 1 / value < 0;
      allWhole &= value == (long) value && magnitude < WHOLE_BELOW && !isMinusZero;
      allPlain &=
          (magnitude >= PLAIN_FROM && magnitude < PLAIN_BELOW)
              || value == 0
              || Double.isNaN(value)
              || Double.isInfinite(value);
    }
    if (allWhole) {
      return whole(values, rows, rowsOfBlock);
    }
    return allPlain ? plain(values, rows, rowsOfBlock) : printed(values, rows, rowsOfBlock);
  }

  private static ColumnVector whole(double[] values, int[] rows, int rowsOfBlock) {
    long[] column = new long[rowsOfBlock];
    for (int i = 0; i < rows.length; i++) {
      column[rows[i]] = (long) values[i];
    }
    return new ColumnVector.Longs(column, null, rowsOfBlock, NumberFormat.DECIMAL);
  }

  private static ColumnVector plain(double[] values, int[] rows, int rowsOfBlock) {
    double[] column = new double[rowsOfBlock];
    for (int i = 0; i < rows.length; i++) {
      column[rows[i]] = values[i];
    }
    return new ColumnVector.Doubles(column, null, rowsOfBlock);
  }

  private static ColumnVector printed(double[] values, int[] rows, int rowsOfBlock) {
    TextsBuilder texts = new TextsBuilder(rowsOfBlock);
    for (int i = 0; i < rows.length; i++) {
      texts.fill(rows[i]);
      NumberText.append(values[i], texts.text());
      texts.endRow();
    }
    texts.fill(rowsOfBlock);
    return texts.build();
  }
}
