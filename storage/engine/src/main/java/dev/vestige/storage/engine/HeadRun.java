package dev.vestige.storage.engine;

import dev.vestige.storage.Limits;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchCopy;
import java.util.ArrayList;
import java.util.List;

/// The batches of a head that can be joined: those of one tenant with the same stream fields. Small
/// ones wait until they make a larger one; a span is copied twice at most. Used by one thread at a
/// time.
final class HeadRun {
  /// Batches of so few spans wait apart from those that were joined once.
  private static final int TINY_ROWS = Limits.HEAD_BATCH_ROWS_SMALL / 8;

  private final List<HeadBatch> large = new ArrayList<>();
  private final Waiting middle = new Waiting();
  private final Waiting tiny = new Waiting();

  /// Batches that will be joined.
  private static final class Waiting {
    final List<HeadBatch> batches = new ArrayList<>();
    long rows;
    long bytes;

    void add(HeadBatch batch) {
      batches.add(batch);
      rows += batch.batch().size();
      bytes += batch.batch().sizeBytes();
    }

    boolean isEnough() {
      return batches.size() >= Limits.HEAD_SMALL_BATCHES_MAX
          || rows >= Limits.HEAD_BATCH_ROWS_SMALL
          || bytes >= Limits.HEAD_JOIN_BYTES_MAX;
    }

    HeadBatch join() {
      List<SpanBatch> spans = batches.stream().map(HeadBatch::batch).toList();
      batches.clear();
      rows = 0;
      bytes = 0;
      return new HeadBatch(SpanBatchCopy.join(spans));
    }
  }

  /// Adds a batch and joins some when enough are there.
  void add(SpanBatch batch) {
    if (batch.size() >= TINY_ROWS || batch.sizeBytes() >= Limits.HEAD_JOIN_BYTES_MAX) {
      // Such batches are few for their rows: joining would cost more than it saves.
      large.add(new HeadBatch(batch));
      return;
    }
    tiny.add(new HeadBatch(batch));
    if (tiny.isEnough()) {
      joinTiny();
    }
  }

  private void joinTiny() {
    HeadBatch joined = tiny.join();
    if (joined.batch().size() >= TINY_ROWS * 4) {
      large.add(joined);
      return;
    }
    middle.add(joined);
    if (middle.isEnough()) {
      large.add(middle.join());
    }
  }

  void addTo(List<HeadBatch> batches) {
    batches.addAll(large);
    batches.addAll(middle.batches);
    batches.addAll(tiny.batches);
  }

  int batchCount() {
    return large.size() + middle.batches.size() + tiny.batches.size();
  }
}
