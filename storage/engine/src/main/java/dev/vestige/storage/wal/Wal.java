package dev.vestige.storage.wal;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/// The write-ahead log: numbered records that survive a crash until they are cut. Safe for use by
/// many threads.
///
/// One thread stores records. It takes all that wait, writes them, syncs once, and answers their
/// callers; meanwhile the next ones gather, so that a slow disk makes larger groups and not a
/// longer line. Records are numbered in the order in which they are stored, and listeners hear of
/// them in this order.
///
/// A write or a sync that failed is never tried again on the same file. The group is written to a
/// new segment; when that fails too, its callers are told, and the log refuses records until
/// [#recover()] succeeds. A refused record was not stored, though a crash right after the failure
/// may bring it back.
public final class Wal implements AutoCloseable {
  private final Directory directory;
  private final WalOptions options;
  private final WalReport report;
  private final WalFiles files;
  private final WalQueue queue;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private Wal(Directory directory, WalOptions options, WalObserver observer, WalReplay replay) {
    this.directory = directory;
    this.options = options;
    this.report = replay.report();
    this.files = new WalFiles(directory, options, observer, replay);
    this.queue = new WalQueue(options.pendingBytesMax());
  }

  /// Opens the log of a directory that nobody else has open, hands the records behind
  /// `coveredSequence` to the visitor, and deletes segments that have only earlier ones. A torn end
  /// is cut. Where records are damaged, the others are handed out, the file is kept under a second
  /// name, and [#report()] says so. What the visitor throws is thrown here; the log can be opened
  /// again then.
  public static Wal open(
      Directory directory,
      WalOptions options,
      WalObserver observer,
      long coveredSequence,
      RecordVisitor visitor) {
    WalReplay replay = WalReplay.run(directory, coveredSequence, visitor);
    WalRepair.run(directory, replay);
    Wal wal = new Wal(directory, options, observer, replay);
    wal.cut(coveredSequence);
    Threads.start("vestige-wal", wal::run);
    return wal;
  }

  /// Reads the records behind `coveredSequence` of a log that nobody has open, and changes nothing.
  public static WalReport check(Directory directory, long coveredSequence) {
    return WalReplay.run(directory, coveredSequence, (_, _) -> {}).report();
  }

  /// What was found on opening.
  public WalReport report() {
    return report;
  }

  /// Stores a record. The future completes with its number when it is stored as the sync mode says.
  public CompletableFuture<Long> append(ByteSlice record) {
    return append(record, StoredListener.NONE);
  }

  /// Stores a record. The listener is told before the future completes; what it throws fails the
  /// future although the record is stored. What is attached to the future may run on the log's
  /// thread, so it must be short. The record's bytes must not change before the future completes.
  ///
  /// @return fails with a [VestigeException]: UNAVAILABLE when the log cannot take the record now,
  ///   TOO_LARGE when it never will
  public CompletableFuture<Long> append(ByteSlice record, StoredListener listener) {
    try {
      return appendAll(List.of(new Entry(record, listener))).getFirst();
    } catch (VestigeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// A record and who is told that it is stored.
  public record Entry(ByteSlice record, StoredListener listener) {}

  /// Stores records at once, one behind the other, each as [#append(ByteSlice, StoredListener)]
  /// does.
  ///
  /// @throws VestigeException as futures of it fail, when the log takes none of them
  public List<CompletableFuture<Long>> appendAll(List<Entry> entries) {
    long length = 0;
    for (Entry entry : entries) {
      requireFit(entry.record().length());
      length += entry.record().length();
    }
    requireRoom(length);
    files.requireSound();
    List<PendingRecord> pending =
        entries.stream().map(entry -> new PendingRecord(entry.record(), entry.listener())).toList();
    queue.add(pending);
    return pending.stream().map(PendingRecord::future).toList();
  }

  private void requireFit(int length) {
    if (length == 0) {
      throw new IllegalArgumentException("an empty record");
    }
    if (length > options.recordBytesMax()) {
      throw new VestigeException(
          ErrorKind.TOO_LARGE,
          "a record of "
              + length
              + " bytes for the write-ahead log, at most "
              + options.recordBytesMax()
              + " are allowed");
    }
  }

  private void requireRoom(long length) {
    long bytes = files.sizeBytes() + queue.chargedBytes() + length;
    if (bytes > options.totalBytesMax()) {
      throw new VestigeException(
          ErrorKind.UNAVAILABLE,
          "the write-ahead log takes no record before others are flushed: it has "
              + (bytes - length)
              + " of "
              + options.totalBytesMax()
              + " bytes");
    }
  }

  private void run() {
    while (!queue.isFinished()) {
      try {
        runOnce();
      } catch (RuntimeException | Error e) {
        crash(e);
      }
    }
    ended.complete(null);
  }

  private void runOnce() {
    List<PendingRecord> group = queue.take(nanosToSync());
    lock.lock();
    try {
      if (!group.isEmpty()) {
        store(group);
      }
      if (files.nanosToSync() == 0) {
        sync();
      }
    } finally {
      lock.unlock();
    }
  }

  private VestigeException crash(Throwable cause) {
    lock.lock();
    try {
      return files.crash(cause);
    } finally {
      lock.unlock();
    }
  }

  private long nanosToSync() {
    lock.lock();
    try {
      return files.nanosToSync();
    } finally {
      lock.unlock();
    }
  }

  private void sync() {
    try {
      files.sync();
    } catch (VestigeException _) {
      // Told to the observer and logged where it happened; nobody waits for this sync.
    }
  }

  private void store(List<PendingRecord> group) {
    long first;
    try {
      files.store(group);
      first = files.lastSequence() - group.size() + 1;
    } catch (VestigeException e) {
      refuse(group, e);
      return;
    } catch (RuntimeException | Error e) {
      refuse(group, crash(e));
      return;
    }
    for (int i = 0; i < group.size(); i++) {
      answer(group.get(i), first + i);
    }
    queue.release(group);
  }

  private void refuse(List<PendingRecord> group, VestigeException reason) {
    queue.release(group);
    group.forEach(pending -> pending.future().completeExceptionally(reason));
  }

  private static void answer(PendingRecord pending, long sequence) {
    try {
      pending.listener().stored(sequence);
      pending.future().complete(sequence);
    } catch (RuntimeException | Error e) {
      pending.future().completeExceptionally(e);
    }
  }

  /// Ends the current segment. When this returns, the listeners of all records up to the returned
  /// one have been called.
  ///
  /// @return the number of the last record stored so far
  public long roll() {
    lock.lock();
    try {
      rollSegment();
      return files.lastSequence();
    } finally {
      lock.unlock();
    }
  }

  private void rollSegment() {
    try {
      files.roll();
    } catch (VestigeException _) {
      // The segment was given up, so the next record begins a new one all the same.
    }
  }

  /// Deletes the segments that have no record behind the given one.
  public void cut(long throughSequence) {
    lock.lock();
    try {
      files.cut(throughSequence);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the current segment and gives all segments second names in another directory of the same
  /// store, which is synced.
  ///
  /// @return the number of the last record in them
  public long link(Directory target) {
    lock.lock();
    try {
      files.roll();
      files.linkClosed(target);
      return files.lastSequence();
    } finally {
      lock.unlock();
    }
  }

  /// Takes records again after a failure, or fails again. Does nothing where nothing failed.
  public void recover() {
    lock.lock();
    try {
      files.recover();
    } finally {
      lock.unlock();
    }
  }

  /// Fails with UNAVAILABLE and the reason while the log takes no records because of a failure.
  public void requireSound() {
    files.requireSound();
  }

  /// The number of the last stored record, 0 before the first one.
  public long lastSequence() {
    return files.lastSequence();
  }

  /// The size of all segments.
  public long sizeBytes() {
    return files.sizeBytes();
  }

  /// Bytes that were handed in and would not survive a power loss.
  public long unsyncedBytes() {
    return queue.chargedBytes() + files.unsyncedBytes();
  }

  public int segments() {
    lock.lock();
    try {
      return files.segments();
    } finally {
      lock.unlock();
    }
  }

  /// When the oldest segment was begun, in nanoseconds since the epoch; empty when there is none.
  public OptionalLong oldestUncutNanos() {
    lock.lock();
    try {
      return files.oldestNanos();
    } finally {
      lock.unlock();
    }
  }

  /// Stores what waits, syncs and closes. Closing again does nothing.
  ///
  /// @throws VestigeException IO when acknowledged records of the modes INTERVAL and OS could not
  ///   be synced
  @Override
  public void close() {
    queue.close();
    ended.join();
    lock.lock();
    try {
      files.close();
    } catch (VestigeException e) {
      throw new VestigeException(
          e.kind(),
          "closing the write-ahead log in " + directory.location() + ": " + e.getMessage(),
          e);
    } finally {
      lock.unlock();
    }
  }
}
