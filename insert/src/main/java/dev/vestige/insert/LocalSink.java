package dev.vestige.insert;

import dev.vestige.base.TimeRange;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Stores spans in this process. Does not own the storage.
public final class LocalSink implements RowSink {
  private final Storage storage;
  private final long backfillNanosMax;

  public LocalSink(Storage storage) {
    this(storage, Duration.ZERO);
  }

  /// @param backfillAgeMax age above which spans are refused although the storage would take them;
  ///   zero for none
  public LocalSink(Storage storage, Duration backfillAgeMax) {
    this.storage = storage;
    this.backfillNanosMax = backfillAgeMax.toNanos();
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    return storage.append(batch);
  }

  @Override
  public TimeRange acceptedTimes() {
    TimeRange stored = storage.acceptedTimes();
    if (backfillNanosMax == 0) {
      return stored;
    }
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return stored.intersect(new TimeRange(now - backfillNanosMax, Long.MAX_VALUE));
  }
}
