package dev.vestige.storage.backup;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Holds a copy down to a rate, so that a server on the same disk keeps its share. Used by one
/// thread.
final class Pace {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long bytesPerSecond;
  private final long begin = System.nanoTime();
  private long bytes;

  /// @param bytesPerSecond 0 for as fast as it goes
  Pace(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /// Returns when so many more bytes are due.
  void spend(int more) {
    if (bytesPerSecond == 0) {
      return;
    }
    bytes += more;
    long due = begin + (long) (bytes * (NANOS_PER_SECOND / bytesPerSecond));
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }
}
