package dev.vestige.storage.part;

import java.util.Arrays;

/// The present values of one column: (row, value number) pairs, in any order while they are
/// collected, in row order after [#sort(int)].
final class Cells {
  private int[] rows = new int[16];
  private int[] values = new int[16];
  private int size;
  private boolean sorted = true;

  void add(int row, int value) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      values = Arrays.copyOf(values, rows.length);
    }
    sorted &= size == 0 || rows[size - 1] < row;
    rows[size] = row;
    values[size++] = value;
  }

  int size() {
    return size;
  }

  int row(int at) {
    return rows[at];
  }

  int value(int at) {
    return values[at];
  }

  /// Brings the cells of a column of `rowCount` rows into row order.
  void sort(int rowCount) {
    if (sorted) {
      return;
    }
    int[] byRow = new int[rowCount];
    Arrays.fill(byRow, -1);
    for (int at = 0; at < size; at++) {
      byRow[rows[at]] = values[at];
    }
    int next = 0;
    for (int row = 0; row < rowCount; row++) {
      if (byRow[row] >= 0) {
        rows[next] = row;
        values[next++] = byRow[row];
      }
    }
    size = next;
    sorted = true;
  }
}
