package dev.vestige.storage.engine;

import dev.vestige.base.VestigeException;
import dev.vestige.storage.wal.WalObserver;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what happens in the log, and has what is in memory written when records that were
/// acknowledged may not be on the disk.
final class WalFailures implements WalObserver {
  private final AtomicLong syncs = new AtomicLong();
  private final AtomicLong syncNanos = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile Runnable listener = () -> {};

  /// Whom to tell of failures.
  void tell(Runnable newListener) {
    listener = newListener;
  }

  @Override
  public void synced(long nanos, long bytes) {
    syncs.incrementAndGet();
    syncNanos.addAndGet(nanos);
  }

  @Override
  public void failed(VestigeException reason) {
    failures.incrementAndGet();
    listener.run();
  }

  long syncs() {
    return syncs.get();
  }

  long syncNanos() {
    return syncNanos.get();
  }

  long failures() {
    return failures.get();
  }
}
