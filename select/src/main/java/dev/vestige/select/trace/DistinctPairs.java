package dev.vestige.select.trace;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects the distinct pairs of values of two fields. Rows that repeat the values of the row
/// before, which most do in storage order, and codes that were seen in the block cost a comparison.
final class DistinctPairs implements BlockSink {
  private static final int PAIR_BYTES = 96;

  private final String first;
  private final String second;
  private final MemoryBudget memory;
  private final List<Set<Pair>> byWorker = new ArrayList<>();

  /// Two values of a row.
  record Pair(String first, String second) {}

  DistinctPairs(String first, String second, MemoryBudget memory, int workers) {
    this.first = first;
    this.second = second;
    this.memory = memory;
    for (int i = 0; i < workers; i++) {
      byWorker.add(new HashSet<>());
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Set<Pair> pairs = byWorker.get(worker);
    int before = pairs.size();
    Bitmap rows = block.selection();
    Codes firstCodes = new Codes(block.column(first), rows);
    Codes secondCodes = first.equals(second) ? firstCodes : new Codes(block.column(second), rows);
    Set<Long> seen = new HashSet<>();
    long last = -1;
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      long key = (long) firstCodes.codes[row] << 32 | secondCodes.codes[row];
      if (key != last && seen.add(key)) {
        pairs.add(new Pair(firstCodes.text(row), secondCodes.text(row)));
      }
      last = key;
    }
    memory.reserve((long) PAIR_BYTES * (pairs.size() - before));
    return true;
  }

  @Override
  public void finish() {}

  Set<Pair> found() {
    Set<Pair> all = byWorker.getFirst();
    byWorker.forEach(all::addAll);
    return all;
  }

  /// A number for each row such that rows of one number have one text.
  private static final class Codes {
    final int[] codes;
    private final ColumnVector column;
    private final ByteSink text = new ByteSink();

    Codes(ColumnVector column, Bitmap rows) {
      this.column = column;
      this.codes =
          switch (column) {
            case ColumnVector.Coded coded -> coded.codes();
            case ColumnVector.Constant constant -> new int[constant.rows()];
            case ColumnVector.Longs longs -> small(longs, rows);
            case ColumnVector.Doubles _, ColumnVector.Ids _, ColumnVector.Texts _ ->
                numbered(column.rows());
          };
    }

    private static int[] small(ColumnVector.Longs longs, Bitmap rows) {
      int[] codes = new int[longs.rows()];
      long[] values = longs.values();
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        if (values[row] != (int) values[row]) {
          return numbered(longs.rows());
        }
        codes[row] = longs.isEmpty(row) ? Integer.MIN_VALUE : (int) values[row];
      }
      return codes;
    }

    private static int[] numbered(int rows) {
      int[] codes = new int[rows];
      for (int row = 0; row < rows; row++) {
        codes[row] = row;
      }
      return codes;
    }

    String text(int row) {
      text.clear();
      column.appendText(row, text);
      return text.slice().toString();
    }
  }
}
