package dev.vestige.insert.cluster;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bounds the bytes that are on their way to one node. Something larger than the bound passes
/// alone. Guarded by its lock; those who wait are let in as room comes, in no order.
final class ByteBudget {
  private final long bytesMax;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private long bytes;

  ByteBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Takes room, to be given back with [#leave(long)]; false when there was none in that time.
  boolean enter(long count, long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (bytes > 0 && bytes + count > bytesMax) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      bytes += count;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave(long count) {
    lock.lock();
    try {
      bytes -= count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
