package dev.vestige.insert;

import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import java.util.concurrent.CompletableFuture;

/// Lets a watch see each batch before it is handed on.
public record WatchedSink(RowSink sink, StreamWatch streams) implements RowSink {
  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    streams.see(batch);
    return sink.append(batch);
  }

  @Override
  public TimeRange acceptedTimes() {
    return sink.acceptedTimes();
  }
}
