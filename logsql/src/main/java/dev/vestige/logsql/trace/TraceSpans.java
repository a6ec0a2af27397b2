package dev.vestige.logsql.trace;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Ids and times of the spans of one trace, sorted by start. An end before the start counts as no
/// duration. Immutable.
public final class TraceSpans {
  private final int[] places;
  private final long[] ids;
  private final long[] parentIds;
  private final long[] startNanos;
  private final long[] endNanos;

  /// The arrays have an entry per span, in any order. An id of 0 is none.
  public TraceSpans(long[] ids, long[] parentIds, long[] startNanos, long[] endNanos) {
    this.places = places(ids, startNanos);
    this.ids = sorted(ids);
    this.parentIds = sorted(parentIds);
    this.startNanos = sorted(startNanos);
    this.endNanos = sorted(endNanos);
    for (int span = 0; span < places.length; span++) {
      this.endNanos[span] = Math.max(this.endNanos[span], this.startNanos[span]);
    }
  }

  private static int[] places(long[] ids, long[] startNanos) {
    Comparator<Integer> order =
        Comparator.<Integer>comparingLong(i -> startNanos[i])
            .thenComparing((a, b) -> Long.compareUnsigned(ids[a], ids[b]));
    return IntStream.range(0, ids.length).boxed().sorted(order).mapToInt(i -> i).toArray();
  }

  private long[] sorted(long[] values) {
    long[] sorted = new long[places.length];
    for (int span = 0; span < sorted.length; span++) {
      sorted[span] = values[places[span]];
    }
    return sorted;
  }

  public int size() {
    return places.length;
  }

  /// Where the span was in the arrays that were given.
  public int place(int span) {
    return places[span];
  }

  public long id(int span) {
    return ids[span];
  }

  /// 0 when it names none.
  public long parentId(int span) {
    return parentIds[span];
  }

  public long startNanos(int span) {
    return startNanos[span];
  }

  public long endNanos(int span) {
    return endNanos[span];
  }

  public long durationNanos(int span) {
    return endNanos[span] - startNanos[span];
  }
}
