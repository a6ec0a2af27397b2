package dev.vestige.insert;

import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import java.util.concurrent.CompletableFuture;

/// Writes what it is given to the log before it hands it on, for those who look for an error.
public final class LoggedSink implements RowSink {
  private final RowSink sink;
  private final RowLog log = new RowLog("insert");

  public LoggedSink(RowSink sink) {
    this.sink = sink;
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    log.log(batch);
    return sink.append(batch);
  }

  @Override
  public TimeRange acceptedTimes() {
    return sink.acceptedTimes();
  }
}
