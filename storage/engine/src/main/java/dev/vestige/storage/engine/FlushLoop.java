package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.wal.Wal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes heads as parts in a thread of its own, and then lets go of the log behind them. Also
/// looks after what appending needs: room in memory, room on the disk, and a log that takes
/// records.
///
/// After a failure the same head is written again, under other names, until it succeeds: its spans
/// are in the log meanwhile.
final class FlushLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlushLoop.class);

  /// Heads that may wait for being written, besides the growing one.
  static final int WAITING_HEADS_MAX = 2;

  private static final long ROOM_WAIT_MILLIS = 10_000;
  private static final long CHECK_MILLIS = 1_000;

  private final Directory directory;
  private final EngineOptions options;
  private final Catalog catalog;
  private final Flusher flusher;
  private final Wal wal;
  private final Thread thread;
  private volatile boolean readOnly;
  private volatile boolean closing;
  private volatile boolean flushWanted;
  private final AtomicLong failures = new AtomicLong();

  /// Why the last attempt to write a head failed, if it did.
  private volatile @Nullable RuntimeException lastFailure;

  FlushLoop(Directory directory, EngineOptions options, Catalog catalog, Wal wal) {
    this.directory = directory;
    this.options = options;
    this.catalog = catalog;
    this.wal = wal;
    flusher = new Flusher(catalog.files());
    thread = Threads.start("vestige-flush", this::run);
  }

  /// Whether spans are refused because the disk is nearly full.
  boolean isReadOnly() {
    return readOnly;
  }

  /// How often writing a head failed.
  long failures() {
    return failures.get();
  }

  /// Has the growing head written soon.
  void requestFlush() {
    flushWanted = true;
    catalog.signalChange();
  }

  /// Writes what is in memory and returns when that is done.
  ///
  /// @throws VestigeException UNAVAILABLE when it cannot be written now
  void flush() {
    List<Head> heads = catalog.view().heads();
    long before = failures.get();
    requestFlush();
    while (isWaiting(heads)) {
      if (failures.get() != before || !thread.isAlive()) {
        throw new VestigeException(
            ErrorKind.UNAVAILABLE,
            "cannot write what is in memory to " + directory.location() + ": " + lastFailure,
            lastFailure);
      }
      await(heads, before);
    }
  }

  /// Whether one of the heads has spans that are in no part yet.
  private boolean isWaiting(List<Head> heads) {
    View view = catalog.view();
    return heads.stream().anyMatch(head -> head.rows() > 0 && view.heads().contains(head));
  }

  private void await(List<Head> heads, long failuresBefore) {
    try {
      catalog.awaitChangeUnless(() -> failures.get() != failuresBefore || !isWaiting(heads));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while flushing", e);
    }
  }

  /// Returns when spans may come, waiting a bounded time while flushing is behind.
  ///
  /// @throws VestigeException RESOURCE_EXHAUSTED or UNAVAILABLE when they may not
  void requireRoom() {
    if (readOnly) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "the store is read-only: less than -storage.minFreeDiskSpaceBytes="
              + options.freeDiskBytesMin()
              + " bytes are free in "
              + directory.location());
    }
    if (closing) {
      throw new VestigeException(ErrorKind.UNAVAILABLE, "the store is closing");
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ROOM_WAIT_MILLIS);
    while (!hasRoom()) {
      RuntimeException failure = lastFailure;
      if (failure != null || System.nanoTime() - end > 0) {
        throw new VestigeException(
            ErrorKind.UNAVAILABLE,
            "the store takes no spans before those in memory are written to disk"
                + (failure == null ? "" : ", which fails: " + failure.getMessage()),
            failure);
      }
      awaitRoom();
    }
  }

  private boolean hasRoom() {
    return catalog.view().heads().size() <= WAITING_HEADS_MAX;
  }

  private void awaitRoom() {
    try {
      catalog.awaitChangeUnless(() -> hasRoom() || lastFailure != null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while waiting for room", e);
    }
  }

  private void run() {
    long nextCheck = System.nanoTime();
    while (true) {
      try {
        if (System.nanoTime() - nextCheck >= 0) {
          nextCheck = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CHECK_MILLIS);
          checkDisk();
          wal.recover();
        }
        List<Head> waiting = waitForHeads();
        if (!waiting.isEmpty()) {
          write(waiting.getFirst());
        } else if (closing && catalog.view().active().rows() == 0) {
          return;
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (closing || !noteFailure(e)) {
          return;
        }
      }
    }
  }

  /// Lets some time go by after a failure; false when interrupted.
  private boolean noteFailure(RuntimeException e) {
    LOG.error("cannot write spans from memory to {}, trying again", directory.location(), e);
    lastFailure = e;
    failures.incrementAndGet();
    catalog.signalChange();
    try {
      catalog.awaitChangeUnless(() -> closing);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void checkDisk() {
    boolean low = directory.space().freeBytes() < options.freeDiskBytesMin();
    if (low != readOnly) {
      readOnly = low;
      LOG.warn(
          low
              ? "{} is read-only now: less than {} bytes are free; free space or lower"
                  + " -storage.minFreeDiskSpaceBytes"
              : "{} takes spans again: more than {} bytes are free",
          directory.location(),
          options.freeDiskBytesMin());
    }
  }

  /// The heads that are to be written, empty after a while.
  private List<Head> waitForHeads() throws InterruptedException {
    Head active = catalog.view().active();
    boolean old = active.rows() > 0 && active.ageMillis() > options.headAgeMax().toMillis();
    if (flushWanted || old || closing) {
      flushWanted = false;
      catalog.rollHead();
    }
    catalog.awaitChangeUnless(() -> catalog.view().heads().size() > 1 || flushWanted || closing);
    List<Head> heads = catalog.view().heads();
    return heads.subList(0, heads.size() - 1);
  }

  private void write(Head head) {
    catalog.flushed(head, flusher.write(head.batches()));
    lastFailure = null;
    wal.roll();
    wal.cut(head.lastSequence());
  }

  /// Writes what is in memory, unless that fails, and ends the thread.
  @Override
  public void close() {
    closing = true;
    catalog.signalChange();
    Threads.join(thread);
  }
}
