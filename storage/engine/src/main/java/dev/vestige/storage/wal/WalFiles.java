package dev.vestige.storage.wal;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segments of a log: writes groups of records, begins and deletes segments, and gives a
/// segment up after a failure. A file whose write or sync failed is never written again. Its
/// records that were stored stay; the next segment begins with the number behind them, which makes
/// void whatever else the file may hold. Guarded by the log's lock, but for the figures.
final class WalFiles {
  private static final Logger LOG = LoggerFactory.getLogger(WalFiles.class);

  private final Directory directory;
  private final WalOptions options;
  private final WalObserver observer;
  private final ArrayDeque<Segment> closed = new ArrayDeque<>();
  private final ByteBuffer staging = ByteBuffer.allocateDirect(Limits.STAGING_BYTES);
  private final SecureRandom salts = new SecureRandom();
  private final AtomicLong closedBytes = new AtomicLong();
  private @Nullable SegmentWriter current;
  private long currentCreatedNanos;
  private long lastNumber;
  private long durableSequence;
  private long syncDueNanoTime;
  private volatile long lastSequence;
  private volatile long currentBytes;
  private volatile long unsyncedBytes;
  private volatile @Nullable VestigeException failure;

  WalFiles(Directory directory, WalOptions options, WalObserver observer, WalReplay replay) {
    this.directory = directory;
    this.options = options;
    this.observer = observer;
    this.lastNumber = replay.lastNumber();
    this.lastSequence = replay.lastSequence();
    this.durableSequence = lastSequence;
    replay.segments().forEach(this::addClosed);
  }

  long lastSequence() {
    return lastSequence;
  }

  long sizeBytes() {
    return closedBytes.get() + currentBytes;
  }

  long unsyncedBytes() {
    return unsyncedBytes;
  }

  /// Stores records and syncs them when the mode says so. After a failure it is tried once more in
  /// a new segment, and then no more until [#recover()].
  void store(List<PendingRecord> group) {
    requireSound();
    try {
      write(group);
    } catch (VestigeException first) {
      abandon(first);
      try {
        write(group);
      } catch (VestigeException second) {
        second.addSuppressed(first);
        abandon(second);
        throw fail(second);
      }
    }
  }

  /// Fails while records cannot be stored.
  void requireSound() {
    VestigeException reason = failure;
    if (reason != null) {
      throw unavailable(reason);
    }
  }

  private static VestigeException unavailable(VestigeException reason) {
    return new VestigeException(
        ErrorKind.UNAVAILABLE,
        "the write-ahead log takes no records until it has recovered from a failure: "
            + reason.getMessage(),
        reason);
  }

  /// Makes the log refuse records after something nobody expected.
  VestigeException crash(Throwable cause) {
    VestigeException reason =
        new VestigeException(ErrorKind.INTERNAL, "writing the write-ahead log: " + cause, cause);
    abandon(reason);
    return fail(reason);
  }

  private VestigeException fail(VestigeException reason) {
    failure = reason;
    LOG.error("the write-ahead log in {} takes no more records", directory.location(), reason);
    return unavailable(reason);
  }

  private void write(List<PendingRecord> group) {
    SegmentWriter segment = writable(group);
    long sequence = lastSequence;
    for (PendingRecord pending : group) {
      segment.write(++sequence, durableSequence, pending);
    }
    boolean wasSynced = segment.unsyncedBytes() == 0;
    segment.flush();
    if (options.sync() == WalSync.ALWAYS) {
      force(segment);
      durableSequence = sequence;
    } else if (wasSynced) {
      syncDueNanoTime = System.nanoTime() + options.syncIntervalMillis() * 1_000_000;
    }
    segment.commit(sequence);
    lastSequence = sequence;
    currentBytes = segment.storedBytes();
    unsyncedBytes = segment.unsyncedBytes();
  }

  private SegmentWriter writable(List<PendingRecord> group) {
    SegmentWriter segment = current;
    if (segment != null && !segment.isEmpty()) {
      long bytes = segment.storedBytes();
      for (PendingRecord pending : group) {
        bytes += pending.storedBytes();
      }
      if (bytes > options.segmentBytesMax()) {
        closeCurrent(segment);
      }
    }
    segment = current;
    return segment == null ? begin() : segment;
  }

  private SegmentWriter begin() {
    long number = ++lastNumber;
    long createdNanos = System.currentTimeMillis() * 1_000_000;
    SegmentHeader header =
        new SegmentHeader(salts.nextLong(), number, lastSequence + 1, createdNanos);
    SegmentWriter segment;
    try {
      segment = SegmentWriter.create(directory, header, staging);
    } catch (VestigeException e) {
      deleteQuietly(SegmentLayout.name(number));
      throw e;
    }
    current = segment;
    currentCreatedNanos = createdNanos;
    currentBytes = segment.storedBytes();
    return segment;
  }

  private void force(SegmentWriter segment) {
    SyncEvent event = new SyncEvent();
    event.begin();
    long start = System.nanoTime();
    long bytes = segment.force();
    event.bytes = bytes;
    event.commit();
    observer.synced(System.nanoTime() - start, bytes);
  }

  /// How long the records written may stay unsynced from now on, `Long.MAX_VALUE` when there are
  /// none or nobody asked for it.
  long nanosToSync() {
    boolean wanted = options.sync() == WalSync.INTERVAL && unsyncedBytes > 0;
    return wanted ? Math.max(0, syncDueNanoTime - System.nanoTime()) : Long.MAX_VALUE;
  }

  /// Syncs what was written. Where that fails, the segment is given up.
  void sync() {
    SegmentWriter segment = current;
    if (segment == null || segment.unsyncedBytes() == 0) {
      return;
    }
    try {
      force(segment);
      durableSequence = lastSequence;
      unsyncedBytes = 0;
    } catch (VestigeException e) {
      abandon(e);
      throw e;
    }
  }

  /// Ends the current segment, so that the next record begins a new one.
  void roll() {
    SegmentWriter segment = current;
    if (segment != null && !segment.isEmpty()) {
      closeCurrent(segment);
    }
  }

  private void closeCurrent(SegmentWriter segment) {
    sync();
    try {
      segment.close();
    } catch (VestigeException e) {
      LOG.warn("cannot note the end of write-ahead log segment {}", segment.name(), e);
    }
    addClosed(segment.toSegment());
    leave();
  }

  private void leave() {
    current = null;
    currentBytes = 0;
    unsyncedBytes = 0;
  }

  private void addClosed(Segment segment) {
    closed.addLast(segment);
    closedBytes.addAndGet(segment.sizeBytes());
  }

  /// Gives the current segment up. Cutting it behind the last stored record keeps refused records
  /// from coming back should the process end before there is a next segment.
  private void abandon(VestigeException reason) {
    observer.failed(reason);
    SegmentWriter segment = current;
    LOG.warn(
        "writing the write-ahead log in {} failed, {} bytes stored before may not survive a power"
            + " loss",
        directory.location(),
        unsyncedBytes,
        reason);
    if (segment == null) {
      return;
    }
    leave();
    segment.discard();
    try {
      directory.truncate(segment.name(), segment.storedBytes());
    } catch (VestigeException e) {
      LOG.warn("cannot cut write-ahead log segment {}", segment.name(), e);
    }
    if (segment.isEmpty()) {
      deleteQuietly(segment.name());
    } else {
      addClosed(segment.toSegment());
    }
  }

  private void deleteQuietly(String name) {
    try {
      if (directory.exists(name)) {
        directory.delete(name);
      }
    } catch (VestigeException e) {
      LOG.warn("cannot delete the unfinished write-ahead log segment {}", name, e);
    }
  }

  /// Tries to take records again after a failure.
  void recover() {
    if (failure != null) {
      begin();
      failure = null;
      LOG.info("the write-ahead log in {} takes records again", directory.location());
    }
  }

  /// Deletes the segments that have no record behind the given one.
  void cut(long throughSequence) {
    boolean deleted = false;
    while (!closed.isEmpty() && closed.getFirst().lastSequence() <= throughSequence) {
      Segment segment = closed.getFirst();
      if (directory.exists(segment.name())) {
        directory.delete(segment.name());
      }
      closed.removeFirst();
      closedBytes.addAndGet(-segment.sizeBytes());
      deleted = true;
    }
    if (deleted) {
      directory.sync();
    }
  }

  /// Gives the closed segments second names in a directory.
  void linkClosed(Directory target) {
    closed.forEach(segment -> directory.link(segment.name(), target, segment.name()));
    target.sync();
  }

  int segments() {
    return closed.size() + (current == null ? 0 : 1);
  }

  /// When the oldest segment was begun.
  OptionalLong oldestNanos() {
    if (!closed.isEmpty()) {
      return OptionalLong.of(closed.getFirst().createdNanos());
    }
    return current == null || current.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(currentCreatedNanos);
  }

  /// Syncs and closes.
  void close() {
    SegmentWriter segment = current;
    if (segment == null) {
      return;
    }
    if (segment.isEmpty()) {
      leave();
      segment.discard();
      deleteQuietly(segment.name());
    } else {
      closeCurrent(segment);
    }
  }
}
