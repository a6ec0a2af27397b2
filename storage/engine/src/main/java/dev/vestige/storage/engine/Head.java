package dev.vestige.storage.engine;

import dev.vestige.base.TenantId;
import dev.vestige.storage.SpanBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Batches that are in the write-ahead log and in no part yet. One thread appends at a time; any
/// thread reads, and sees the batches that were there when it asked.
final class Head {
  private static final long BATCH_OVERHEAD_BYTES = 1536;

  private final Map<Kind, HeadRun> runs = new LinkedHashMap<>();
  private List<HeadBatch> known = List.of();
  private boolean changed;
  private long rows;
  private long bytes;
  private long lastSequence;
  private final long createdNanoTime = System.nanoTime();

  /// What batches must have in common to be joined.
  private record Kind(TenantId tenant, List<String> streamFields) {}

  synchronized void add(SpanBatch batch, long sequence) {
    HeadRun run =
        runs.computeIfAbsent(new Kind(batch.tenant(), batch.streamFields()), _ -> new HeadRun());
    int before = run.batchCount();
    run.add(batch);
    rows += batch.size();
    bytes += batch.sizeBytes() + BATCH_OVERHEAD_BYTES * (run.batchCount() - before);
    lastSequence = sequence;
    changed = true;
  }

  /// The batches so far.
  synchronized List<HeadBatch> batches() {
    if (changed) {
      List<HeadBatch> now = new ArrayList<>();
      runs.values().forEach(run -> run.addTo(now));
      known = List.copyOf(now);
      changed = false;
    }
    return known;
  }

  synchronized long rows() {
    return rows;
  }

  /// Bytes of memory held, not less; joining takes repetitions out.
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
