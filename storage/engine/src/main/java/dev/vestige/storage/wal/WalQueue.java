package dev.vestige.storage.wal;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Records that wait for the log's thread, bounded by the memory they hold. Safe for use by many
/// threads; one takes.
final class WalQueue {
  private final long bytesMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<PendingRecord> waiting = new ArrayDeque<>();
  private final AtomicLong chargedBytes = new AtomicLong();
  private boolean closed;

  WalQueue(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Memory held by records that wait or are being stored.
  long chargedBytes() {
    return chargedBytes.get();
  }

  /// Adds all or none.
  void add(List<PendingRecord> records) {
    long more = 0;
    for (PendingRecord pending : records) {
      more += pending.chargeBytes();
    }
    lock.lock();
    try {
      if (closed) {
        throw new VestigeException(
            ErrorKind.UNAVAILABLE, "the write-ahead log takes no records: it was closed");
      }
      long charged = chargedBytes.get();
      if (charged > 0 && charged + more > bytesMax) {
        throw new VestigeException(
            ErrorKind.UNAVAILABLE,
            "the write-ahead log takes no record now: "
                + charged
                + " of "
                + bytesMax
                + " bytes wait for the disk already");
      }
      chargedBytes.addAndGet(more);
      waiting.addAll(records);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the next group, waiting for it at most so long; empty when there was none.
  List<PendingRecord> take(long timeoutNanos) {
    lock.lock();
    try {
      awaitRecord(timeoutNanos);
      List<PendingRecord> group = new ArrayList<>(Math.min(waiting.size(), 64));
      long bytes = 0;
      while (!waiting.isEmpty()) {
        bytes += waiting.getFirst().storedBytes();
        if (!group.isEmpty() && bytes > Limits.GROUP_BYTES_MAX) {
          break;
        }
        group.add(waiting.removeFirst());
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void awaitRecord(long timeoutNanos) {
    long left = timeoutNanos;
    while (waiting.isEmpty() && !closed && left > 0) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException _) {
        // Nobody interrupts the log's thread to say something; it ends when the log is closed.
      }
    }
  }

  /// Gives back what the records of a group held.
  void release(List<PendingRecord> group) {
    long bytes = 0;
    for (PendingRecord pending : group) {
      bytes += pending.chargeBytes();
    }
    chargedBytes.addAndGet(-bytes);
  }

  /// Takes no more records. Those that wait are still handed out.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Whether there is nothing now and never will be.
  boolean isFinished() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
