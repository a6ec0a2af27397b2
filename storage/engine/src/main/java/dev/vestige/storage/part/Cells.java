package dev.vestige.storage.part;

import java.util.Arrays;

/// The present values of one column: (row, value number) pairs, in any order while they are
/// collected, in row order after [#sort(int)].
final class Cells {
  /// Columns with a value in fewer rows than one of so many are sorted by comparing: with 5,000
  /// columns, an array of all rows for each cost 5 of 40 seconds for a million spans.
  private static final int SPARSE = 32;

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

  /// Brings the cells of a column of `rowCount` rows into row order. Of several values of a row the
  /// last one stays.
  void sort(int rowCount) {
    if (sorted) {
      return;
    }
    if (size < rowCount / SPARSE) {
      sortFew();
    } else {
      sortMany(rowCount);
    }
    sorted = true;
  }

  private void sortFew() {
    long[] places = new long[size];
    for (int at = 0; at < size; at++) {
      places[at] = (long) rows[at] << Integer.SIZE | at;
    }
    Arrays.sort(places);
    int[] unsorted = Arrays.copyOf(values, size);
    int next = 0;
    for (long place : places) {
      int row = (int) (place >>> Integer.SIZE);
      if (next > 0 && rows[next - 1] == row) {
        next--;
      }
      rows[next] = row;
      values[next++] = unsorted[(int) place];
    }
    size = next;
  }

  private void sortMany(int rowCount) {
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
  }
}
