package dev.vestige.cmd;

import dev.vestige.base.TimeRange;
import dev.vestige.insert.RowSink;
import dev.vestige.storage.SpanBatch;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Stores batches in a sink and tells of each that was stored.
///
/// @param stored must not wait
record ToldSink(RowSink sink, Consumer<SpanBatch> stored) implements RowSink {
  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    return sink.append(batch).thenRun(() -> stored.accept(batch));
  }

  @Override
  public TimeRange acceptedTimes() {
    return sink.acceptedTimes();
  }
}
