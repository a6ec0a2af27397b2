package dev.vestige.logsql.exec.stats.function;

/// Finds the long at a place of the sorted order without sorting: Hoare's selection with the middle
/// of three as the pivot.
final class Selection {
  private Selection() {}

  /// The long that would stand at `place` if the first `size` ones were sorted; they change places.
  static long at(long[] longs, int size, int place) {
    int from = 0;
    int to = size - 1;
    while (from < to) {
      long pivot = middle(longs[from], longs[(from + to) >>> 1], longs[to]);
      int left = from;
      int right = to;
      while (left <= right) {
        while (longs[left] < pivot) {
          left++;
        }
        while (longs[right] > pivot) {
          right--;
        }
        if (left <= right) {
          long swapped = longs[left];
          longs[left++] = longs[right];
          longs[right--] = swapped;
        }
      }
      if (place <= right) {
        to = right;
      } else if (place >= left) {
        from = left;
      } else {
        return longs[place];
      }
    }
    return longs[place];
  }

  private static long middle(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
