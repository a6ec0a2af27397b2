package dev.vestige.insert;

import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import java.util.concurrent.CompletableFuture;

/// Stores spans in this process. Does not own the storage.
public final class LocalSink implements RowSink {
  private final Storage storage;

  public LocalSink(Storage storage) {
    this.storage = storage;
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    return storage.append(batch);
  }

  @Override
  public TimeRange acceptedTimes() {
    return storage.acceptedTimes();
  }
}
