package dev.vestige.storage;

import dev.vestige.base.encoding.IntList;

/// New numbers for the entries of a table that are still needed, in the order in which they are
/// asked for. Number 0 stays 0. Confined to one thread.
final class Renumbering {
  private final int[] numbers;
  private final IntList kept = new IntList();

  Renumbering(int size) {
    numbers = new int[size];
    kept.add(0);
  }

  int of(int old) {
    if (old != 0 && numbers[old] == 0) {
      numbers[old] = kept.size();
      kept.add(old);
    }
    return numbers[old];
  }

  /// The new numbers of some rows of a column.
  int[] of(int[] column, int[] rows) {
    int[] result = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      result[i] = of(column[rows[i]]);
    }
    return result;
  }

  /// The old numbers by the new ones.
  int[] kept() {
    return kept.toArray();
  }

  /// The entries of a table that got a number.
  ValueTable keptOf(ValueTable table) {
    int[] old = kept();
    byte[] types = new byte[old.length];
    int[] offsets = new int[old.length + 1];
    for (int i = 0; i < old.length; i++) {
      types[i] = table.types()[old[i]];
      offsets[i + 1] = offsets[i] + table.end(old[i]) - table.start(old[i]);
    }
    byte[] bytes = new byte[offsets[old.length]];
    for (int i = 0; i < old.length; i++) {
      System.arraycopy(
          table.bytes(), table.start(old[i]), bytes, offsets[i], offsets[i + 1] - offsets[i]);
    }
    return new ValueTable(types, offsets, bytes);
  }
}
