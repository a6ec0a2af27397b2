package dev.vestige.storage.part;

import java.util.Arrays;

/// Numbers the span names of one block after another in order of their first row, so that other
/// columns can be told per name. Confined to one thread.
final class NameIndex {
  private final int[] codeOfRow;
  private final int[] localOfCode;
  private final int[] scratch;
  private int names;
  private int rows;

  /// `codes` are those of `cells`; rows without a name have code 0.
  NameIndex(int rowCount, int entries, Cells cells, int[] codes) {
    codeOfRow = new int[rowCount];
    for (int at = 0; at < cells.size(); at++) {
      codeOfRow[cells.row(at)] = codes[at];
    }
    localOfCode = new int[entries + 1];
    scratch = new int[entries + 1];
  }

  NameIndex(int[] codeOfRow, int entries) {
    this.codeOfRow = codeOfRow;
    localOfCode = new int[entries + 1];
    scratch = new int[entries + 1];
  }

  /// Turns to the rows of a block: names are numbered in order of their first row.
  void enter(int firstRow, int endRow) {
    Arrays.fill(localOfCode, -1);
    names = 0;
    rows = endRow - firstRow;
    for (int row = firstRow; row < endRow; row++) {
      int code = codeOfRow[row];
      if (localOfCode[code] < 0) {
        localOfCode[code] = names++;
      }
    }
  }

  int rows() {
    return rows;
  }

  /// How many different names the block has.
  int names() {
    return names;
  }

  /// The code of a row's name.
  int code(int row) {
    return codeOfRow[row];
  }

  int localName(int row) {
    return localOfCode[codeOfRow[row]];
  }

  /// Room for a number per name.
  int[] scratch() {
    return scratch;
  }
}
