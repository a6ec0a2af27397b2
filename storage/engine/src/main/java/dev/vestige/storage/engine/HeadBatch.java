package dev.vestige.storage.engine;

import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;

/// A batch of a head with what tells quickly that a search need not look at it. Immutable.
final class HeadBatch {
  /// One to two bytes a span; of the batches without a trace, one in twenty at most is looked at in
  /// vain.
  private static final int SPANS_PER_WORD = 4;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final SpanBatch batch;
  private final TimeRange ends;
  private final long[] filter;

  HeadBatch(SpanBatch batch) {
    this.batch = batch;
    filter = new long[Math.max(1, Integer.highestOneBit(batch.size() / SPANS_PER_WORD))];
    for (int row = 0; row < batch.size(); row++) {
      long hash = hash(batch.traceIdHigh(row), batch.traceIdLow(row));
      set((int) hash);
      set((int) (hash >>> 32));
    }
    ends = batch.ends();
  }

  private static long hash(long high, long low) {
    long hash = (low ^ Long.rotateLeft(high, 32)) * MIX;
    return hash ^ hash >>> 29;
  }

  private void set(int hash) {
    int bit = hash & (filter.length * 64 - 1);
    filter[bit >>> 6] |= 1L << bit;
  }

  private boolean isSet(int hash) {
    int bit = hash & (filter.length * 64 - 1);
    return (filter[bit >>> 6] >>> bit & 1) != 0;
  }

  SpanBatch batch() {
    return batch;
  }

  long maxTimeNanos() {
    return ends.toNanos();
  }

  boolean mayHave(TraceId trace) {
    long hash = hash(trace.high(), trace.low());
    return isSet((int) hash) && isSet((int) (hash >>> 32));
  }

  boolean overlaps(TimeRange range) {
    return range.overlaps(ends.fromNanos(), ends.toNanos());
  }
}
