package dev.vestige.storage.engine;

import dev.vestige.storage.SpanBatch;
import java.util.Arrays;
import java.util.List;

/// Batches that are in the write-ahead log and in no part yet. One thread appends at a time; any
/// thread reads, and sees the batches that were there when it asked.
final class Head {
  private static final long BATCH_OVERHEAD_BYTES = 1536;

  private SpanBatch[] batches = new SpanBatch[64];
  private int count;
  private long rows;
  private long bytes;
  private long lastSequence;
  private final long createdNanoTime = System.nanoTime();

  synchronized void add(SpanBatch batch, long sequence) {
    if (count == batches.length) {
      batches = Arrays.copyOf(batches, count * 2);
    }
    batches[count++] = batch;
    rows += batch.size();
    bytes += batch.sizeBytes() + BATCH_OVERHEAD_BYTES;
    lastSequence = sequence;
  }

  /// The batches so far, oldest first.
  synchronized List<SpanBatch> batches() {
    return Arrays.asList(batches).subList(0, count);
  }

  synchronized long rows() {
    return rows;
  }

  synchronized long bytes() {
    return bytes;
  }

  /// The number in the write-ahead log of the newest batch.
  synchronized long lastSequence() {
    return lastSequence;
  }

  long ageMillis() {
    return (System.nanoTime() - createdNanoTime) / 1_000_000;
  }
}
