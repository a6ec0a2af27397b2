package dev.vestige.logsql.exec.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Sorted rows of one worker and one group. With a limit, the first so many of all rows seen;
/// without, all of them, in runs that are merged at the end. Confined to one worker.
final class RowRuns {
  private final RowOrder order;
  private final long limit;
  private final List<SortedRow[]> runs = new ArrayList<>();
  private SortedRow[] pending = new SortedRow[4];
  private int pendingCount;

  /// @param limit `Long.MAX_VALUE` to keep all rows
  RowRuns(RowOrder order, long limit) {
    this.order = order;
    this.limit = limit;
  }

  /// Takes a row; true when rows were sorted and some perhaps dropped.
  boolean add(SortedRow row) {
    if (pendingCount == pending.length) {
      pending = Arrays.copyOf(pending, pendingCount * 2);
    }
    pending[pendingCount++] = row;
    if (pendingCount < Math.clamp(limit, Limits.PENDING_ROWS_MIN, Limits.PENDING_ROWS_MAX)) {
      return false;
    }
    settle();
    return true;
  }

  /// Sorts the rows that came since the last time.
  void settle() {
    if (pendingCount == 0) {
      return;
    }
    SortedRow[] rows = Arrays.copyOf(pending, pendingCount);
    Arrays.fill(pending, 0, pendingCount, null);
    pendingCount = 0;
    order.sort(rows, rows.length);
    if (limit == Long.MAX_VALUE || runs.isEmpty()) {
      runs.add(limited(rows));
    } else {
      runs.set(0, merged(runs.getFirst(), rows));
    }
  }

  private SortedRow[] limited(SortedRow[] rows) {
    if (rows.length <= limit) {
      return rows;
    }
    for (int i = (int) limit; i < rows.length; i++) {
      rows[i].drop();
    }
    return Arrays.copyOf(rows, (int) limit);
  }

  private SortedRow[] merged(SortedRow[] first, SortedRow[] second) {
    SortedRow[] both = new SortedRow[first.length + second.length];
    int left = 0;
    int right = 0;
    for (int i = 0; i < both.length; i++) {
      boolean takeLeft =
          left < first.length
              && (right == second.length || order.compare(first[left], second[right]) <= 0);
      both[i] = takeLeft ? first[left++] : second[right++];
    }
    return limited(both);
  }

  /// The row that further rows must come before; nothing while there is room.
  Optional<SortedRow> last() {
    return limit != Long.MAX_VALUE && !runs.isEmpty() && runs.getFirst().length == limit
        ? Optional.of(runs.getFirst()[(int) limit - 1])
        : Optional.empty();
  }

  List<SortedRow[]> runs() {
    return runs;
  }
}
