package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;

/// The rows of a bitmap one by one.
final class RowNumbers {
  private RowNumbers() {}

  static int[] of(Bitmap rows) {
    int[] numbers = new int[rows.cardinality()];
    int count = 0;
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      numbers[count++] = row;
    }
    return numbers;
  }
}
