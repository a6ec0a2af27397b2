package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.stats.group.Grouper;
import java.util.Arrays;

/// Finds the tuples with the most rows, by hits descending, then by the bytes of their values: a
/// heap of as many as are wanted, the least of them on top.
final class TopTuples {
  private final HitsWorker hits;
  private final Grouper tuples;
  private final int fields;
  private final ByteSink left = new ByteSink();
  private final ByteSink right = new ByteSink();
  private int[] heap = new int[16];
  private int size;

  /// @param fields how many a tuple has
  TopTuples(HitsWorker hits, int fields) {
    this.hits = hits;
    this.tuples = hits.tuples();
    this.fields = fields;
  }

  /// Numbers of tuples in order, at most `wanted`.
  int[] find(int[] candidates, long wanted) {
    for (int tuple : candidates) {
      if (size < wanted) {
        if (size == heap.length) {
          heap = Arrays.copyOf(heap, size * 2);
        }
        heap[size] = tuple;
        rise(size++);
      } else if (size > 0 && isBefore(tuple, heap[0])) {
        heap[0] = tuple;
        sink(0);
      }
    }
    int[] order = new int[size];
    for (int at = size - 1; at >= 0; at--) {
      order[at] = heap[0];
      heap[0] = heap[--size];
      sink(0);
    }
    return order;
  }

  private void rise(int from) {
    int at = from;
    while (at > 0 && isBefore(heap[(at - 1) >>> 1], heap[at])) {
      swap(at, (at - 1) >>> 1);
      at = (at - 1) >>> 1;
    }
  }

  private void sink(int from) {
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(heap[child], heap[child + 1])) {
        child++;
      }
      if (!isBefore(heap[at], heap[child])) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int a, int b) {
    int swapped = heap[a];
    heap[a] = heap[b];
    heap[b] = swapped;
  }

  private boolean isBefore(int a, int b) {
    int byHits = Long.compare(hits.hits(b), hits.hits(a));
    for (int field = 0; byHits == 0 && field < fields; field++) {
      left.clear();
      right.clear();
      tuples.appendText(a, field, left);
      tuples.appendText(b, field, right);
      byHits =
          Arrays.compareUnsigned(
              left.array(), 0, left.position(), right.array(), 0, right.position());
    }
    return byHits < 0;
  }
}
