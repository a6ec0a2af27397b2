package dev.vestige.insert;

import dev.vestige.base.ByteSlice;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.ProvisionalCopy;
import dev.vestige.storage.SpanBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Stores batches of other nodes; lets a watch see each, and tells of each that was new.
///
/// @param stored must not wait
public record WatchedBatches(BatchStore store, StreamWatch streams, Consumer<SpanBatch> stored)
    implements BatchStore {
  @Override
  public CompletableFuture<Boolean> append(
      SpanBatch batch, ByteSlice frame, BatchId id, List<BatchDoubt> doubts) {
    streams.see(batch);
    return store
        .append(batch, frame, id, doubts)
        .thenApply(isNew -> {
          if (isNew) {
            stored.accept(batch);
          }
          return isNew;
        });
  }

  @Override
  public CompletableFuture<BatchFate> settle(BatchId id) {
    return store.settle(id);
  }

  @Override
  public List<ProvisionalCopy> provisional(int countMax) {
    return store.provisional(countMax);
  }

  @Override
  public void confirm(BatchId id) {
    store.confirm(id);
  }

  @Override
  public void drop(BatchId id) {
    store.drop(id);
  }
}
