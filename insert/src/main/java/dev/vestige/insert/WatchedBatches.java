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

/// Lets a watch see each batch that another node sends.
public record WatchedBatches(BatchStore store, StreamWatch streams) implements BatchStore {
  @Override
  public CompletableFuture<Boolean> append(
      SpanBatch batch, ByteSlice frame, BatchId id, List<BatchDoubt> doubts) {
    streams.see(batch);
    return store.append(batch, frame, id, doubts);
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
