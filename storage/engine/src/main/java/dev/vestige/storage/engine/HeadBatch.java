package dev.vestige.storage.engine;

import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;

/// A batch of a head with what tells quickly that a search need not look at it. Immutable.
final class HeadBatch {
  /// One to two bytes a span; of the batches without a trace, one in eight at most is looked at in
  /// vain.
  private static final int SPANS_PER_WORD = 4;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final SpanBatch batch;
  private final long minTimeNanos;
  private final long maxTimeNanos;
  private final long[] filter;

  HeadBatch(SpanBatch batch) {
    this.batch = batch;
    filter = new long[Math.max(1, Integer.highestOneBit(batch.size() / SPANS_PER_WORD))];
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row = 0; row < batch.size(); row++) {
      min = Math.min(min, batch.endNanos(row));
      max = Math.max(max, batch.endNanos(row));
      int bit = bit(batch.traceIdHigh(row), batch.traceIdLow(row));
      filter[bit >>> 6] |= 1L << bit;
    }
    minTimeNanos = min;
    maxTimeNanos = max;
  }

  private int bit(long high, long low) {
    long hash = (low ^ Long.rotateLeft(high, 32)) * MIX;
    return (int) (hash >>> 32) & (filter.length * 64 - 1);
  }

  SpanBatch batch() {
    return batch;
  }

  long maxTimeNanos() {
    return maxTimeNanos;
  }

  boolean mayHave(TraceId trace) {
    int bit = bit(trace.high(), trace.low());
    return (filter[bit >>> 6] >>> bit & 1) != 0;
  }

  boolean overlaps(TimeRange range) {
    return range.overlaps(minTimeNanos, maxTimeNanos);
  }
}
