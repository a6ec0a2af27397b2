package dev.vestige.logsql.exec;

import java.util.concurrent.atomic.AtomicLong;

/// The `_time` below which a stage that wants the newest rows needs none any more. Thread-safe; it
/// only rises.
public final class TimeFloor {
  private final AtomicLong nanos = new AtomicLong(Long.MIN_VALUE);

  public void raise(long newNanos) {
    if (newNanos > nanos.get()) {
      nanos.accumulateAndGet(newNanos, Math::max);
    }
  }

  public long nanos() {
    return nanos.get();
  }
}
