package dev.vestige.insert;

import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.ProvisionalCopy;
import dev.vestige.storage.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Stores batches of other nodes; lets a watch see each, and tells of each that was new.
///
/// @param stored must not wait
public record WatchedBatches(BatchStore store, StreamWatch streams, Consumer<SpanBatch> stored)
    implements BatchStore {
  @Override
  public List<CompletableFuture<Boolean>> append(List<Brought> brought) {
    brought.forEach(one -> streams.see(one.batch()));
    List<CompletableFuture<Boolean>> ends = store.append(brought);
    List<CompletableFuture<Boolean>> told = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      told.add(told(brought.get(i), ends.get(i)));
    }
    return told;
  }

  @Override
  public CompletableFuture<Boolean> appendInDoubt(Brought brought, List<BatchDoubt> doubts) {
    streams.see(brought.batch());
    return told(brought, store.appendInDoubt(brought, doubts));
  }

  private CompletableFuture<Boolean> told(Brought brought, CompletableFuture<Boolean> end) {
    return end.thenApply(isNew -> {
      if (isNew) {
        stored.accept(brought.batch());
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
