package dev.vestige.insert;

import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import java.util.concurrent.CompletableFuture;

/// Where spans go. Safe for use by many threads.
@FunctionalInterface
public interface RowSink {
  /// Hands a batch over. The future completes when its spans are stored as durably as they ever
  /// will be, and fails with a [dev.vestige.base.VestigeException] when none of them is.
  CompletableFuture<Void> append(SpanBatch batch);

  /// The `_time` range that is taken right now; spans outside are refused before they come here.
  default TimeRange acceptedTimes() {
    return TimeRange.ALL;
  }
}
