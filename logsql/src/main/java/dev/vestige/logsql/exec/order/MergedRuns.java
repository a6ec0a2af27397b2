package dev.vestige.logsql.exec.order;

import java.util.List;

/// Walks sorted runs as one. Confined to one thread.
final class MergedRuns {
  private final RowOrder order;

  /// A binary heap of the runs that have rows left, the one whose next row comes first on top.
  private final SortedRow[][] runs;

  private final int[] positions;
  private int count;

  MergedRuns(List<SortedRow[]> sorted, RowOrder order) {
    this.order = order;
    runs = new SortedRow[sorted.size()][];
    positions = new int[sorted.size()];
    for (SortedRow[] run : sorted) {
      if (run.length > 0) {
        runs[count++] = run;
      }
    }
    for (int i = count / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  boolean hasNext() {
    return count > 0;
  }

  SortedRow next() {
    SortedRow row = runs[0][positions[0]];
    if (++positions[0] == runs[0].length) {
      count--;
      runs[0] = runs[count];
      positions[0] = positions[count];
    }
    sink(0);
    return row;
  }

  private void sink(int start) {
    int at = start;
    while (2 * at + 1 < count) {
      int child = 2 * at + 1;
      if (child + 1 < count && isBefore(child + 1, child)) {
        child++;
      }
      if (!isBefore(child, at)) {
        return;
      }
      SortedRow[] run = runs[at];
      runs[at] = runs[child];
      runs[child] = run;
      int position = positions[at];
      positions[at] = positions[child];
      positions[child] = position;
      at = child;
    }
  }

  private boolean isBefore(int a, int b) {
    return order.compare(runs[a][positions[a]], runs[b][positions[b]]) < 0;
  }
}
