package dev.vestige.storage.part;

/// Sorts int arrays by a comparison of what the ints stand for; stable.
final class IntSort {
  private static final int INSERTION_MAX = 12;

  private IntSort() {}

  /// Tells which of two items goes first.
  interface Order {
    int compare(int one, int two);
  }

  static void sort(int[] items, int from, int to, Order order) {
    if (to - from <= INSERTION_MAX) {
      insertion(items, from, to, order);
    } else {
      merge(items, new int[to - from], from, to, order);
    }
  }

  private static void insertion(int[] items, int from, int to, Order order) {
    for (int i = from + 1; i < to; i++) {
      int item = items[i];
      int at = i;
      while (at > from && order.compare(items[at - 1], item) > 0) {
        items[at] = items[at - 1];
        at--;
      }
      items[at] = item;
    }
  }

  private static void merge(int[] items, int[] scratch, int from, int to, Order order) {
    if (to - from <= INSERTION_MAX) {
      insertion(items, from, to, order);
      return;
    }
    int middle = (from + to) >>> 1;
    merge(items, scratch, from, middle, order);
    merge(items, scratch, middle, to, order);
    if (order.compare(items[middle - 1], items[middle]) <= 0) {
      return;
    }
    int left = middle - from;
    System.arraycopy(items, from, scratch, 0, left);
    int i = 0;
    int j = middle;
    int at = from;
    while (i < left && j < to) {
      items[at++] = order.compare(scratch[i], items[j]) <= 0 ? scratch[i++] : items[j++];
    }
    System.arraycopy(scratch, i, items, at, left - i);
  }
}
