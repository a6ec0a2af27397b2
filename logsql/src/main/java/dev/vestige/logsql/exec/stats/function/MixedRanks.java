package dev.vestige.logsql.exec.stats.function;

import dev.vestige.logsql.exec.value.MixedOrder;
import dev.vestige.logsql.exec.value.TextTable;

/// Puts the texts of a table into mixed order. That order is not transitive across mixed kinds, so
/// this is a merge sort that takes each comparison as it comes and never checks it against others.
final class MixedRanks {
  private final TextTable texts;

  MixedRanks(TextTable texts) {
    this.texts = texts;
  }

  /// Sorts numbers of texts.
  void sort(int[] numbers) {
    int[] from = numbers;
    int[] into = new int[numbers.length];
    boolean isElsewhere = false;
    for (int width = 1; width < numbers.length && width > 0; width *= 2) {
      for (int start = 0; start < from.length; start += 2 * width) {
        int middle = Math.min(start + width, from.length);
        mergeRuns(from, start, middle, Math.min(middle + width, from.length), into);
      }
      int[] swapped = from;
      from = into;
      into = swapped;
      isElsewhere = !isElsewhere;
    }
    if (isElsewhere) {
      System.arraycopy(from, 0, numbers, 0, numbers.length);
    }
  }

  private void mergeRuns(int[] from, int start, int middle, int end, int[] into) {
    int left = start;
    int right = middle;
    for (int at = start; at < end; at++) {
      boolean takeLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
      into[at] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int a, int b) {
    byte[] bytes = texts.bytes();
    return MixedOrder.compare(
        bytes, texts.start(a), texts.end(a), bytes, texts.start(b), texts.end(b));
  }

  /// The place of each text in the order of all of them.
  int[] ranks() {
    int[] order = new int[texts.size()];
    for (int number = 0; number < order.length; number++) {
      order[number] = number;
    }
    sort(order);
    int[] ranks = new int[order.length];
    for (int rank = 0; rank < order.length; rank++) {
      ranks[order[rank]] = rank;
    }
    return ranks;
  }
}
