package dev.vestige.storage.engine;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.Threads;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.part.PartCache;
import dev.vestige.storage.part.ReadContext;
import dev.vestige.storage.wal.Wal;
import dev.vestige.storage.wal.WalObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store of one node in one directory.
///
/// A batch is written to the log, becomes visible in the head when it is durable, and is answered.
/// A background thread turns heads into parts and then lets the log go; another merges parts and
/// drops days past the retention. What searches see is one immutable [View], replaced under the
/// lock and read without it.
public final class Engine implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /// Heads that may wait for being written, besides the growing one.
  private static final int WAITING_HEADS_MAX = 2;

  private static final String LOCK = "flock.lock";
  private static final long ROOM_WAIT_MILLIS = 10_000;
  private static final long CHECK_MILLIS = 1_000;

  private final Directory directory;
  private final EngineOptions options;
  private final DirectoryLock directoryLock;
  private final PartFiles files;
  private final Flusher flusher;
  private final Merger merger;
  private final ScanPool pool;
  private final ReadContexts contexts = new ReadContexts();
  private final Wal wal;
  private final BatchIds ids;
  private final BatchLedger ledger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReentrantLock manifestLock = new ReentrantLock();
  private final Thread flushThread;
  private final Thread mergeThread;
  private volatile View view;
  private volatile boolean readOnly;
  private volatile boolean closing;
  private boolean flushWanted;
  private long changes;
  private long coveredSequence;

  private Engine(Directory directory, EngineOptions options, DirectoryLock directoryLock) {
    this.directory = directory;
    this.options = options;
    this.directoryLock = directoryLock;
    Manifest manifest = Manifest.read(directory);
    coveredSequence = manifest.coveredSequence();
    ids = BatchIds.open(directory);
    files = new PartFiles(directory, new PartCache(options.cacheBytes()), manifest.nextPart());
    flusher = new Flusher(files);
    view = new View(List.of(new Head()), files.openAll(manifest));
    wal =
        Wal.open(
            directory.createSubdirectory("wal"),
            options.wal(),
            WalObserver.NONE,
            coveredSequence,
            this::replay);
    ledger = new BatchLedger(ids, new ProvisionalFiles(directory), wal, shelf());
    pool = new ScanPool(options.workers());
    merger = new Merger(files);
    flushThread = Threads.start("vestige-flush", this::flushLoop);
    mergeThread = Threads.start("vestige-merge", this::mergeLoop);
    LOG.info(
        "opened {} with {} rows in {} parts and {} rows replayed from the log",
        directory.location(),
        view.parts().stream().mapToLong(part -> part.summary().rows()).sum(),
        view.parts().size(),
        view.active().rows());
  }

  /// Opens the store of a directory, creating it when there is none.
  ///
  /// @throws VestigeException UNAVAILABLE when another process has it open, CORRUPT or IO when it
  ///   cannot be read
  public static Engine open(Directory directory, EngineOptions options) {
    DirectoryLock lock = directory.acquireLock(LOCK);
    try {
      return new Engine(directory, options, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void replay(long sequence, ByteSlice record) {
    switch (LogRecord.read(record)) {
      case LogRecord.Spans(SpanBatch batch) -> replay(batch, sequence);
      case LogRecord.Brought(BatchId id, SpanBatch batch) -> {
        ids.store(id);
        replay(batch, sequence);
      }
      case LogRecord.Settled(BatchId id, BatchFate fate) -> ids.settle(id, fate);
    }
  }

  private void replay(SpanBatch batch, long sequence) {
    view.active().add(batch, sequence);
    if (isFull(view.active())) {
      List<Head> heads = List.of(view.active());
      List<StoredPart> parts = flusher.write(view.active().batches());
      publish(heads, parts, sequence);
    }
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    if (batch.size() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      requireRoom();
    } catch (VestigeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return wal.append(LogRecord.of(batch), sequence -> accept(batch, sequence))
        .thenApply(_ -> null);
  }

  /// The way in for batches from other nodes.
  public BatchStore batches() {
    return ledger;
  }

  /// Called by the log in the order of the numbers.
  private void accept(SpanBatch batch, long sequence) {
    lock.lock();
    try {
      Head head = view.active();
      head.add(batch, sequence);
      if (isFull(head)) {
        rollHead();
      }
    } finally {
      lock.unlock();
    }
  }

  private Shelf shelf() {
    return new Shelf() {
      @Override
      public void requireRoom() {
        Engine.this.requireRoom();
      }

      @Override
      public void add(SpanBatch batch, long sequence) {
        accept(batch, sequence);
      }

      @Override
      public void showAside(List<SpanBatch> batches) {
        change(now -> now.withAside(batches));
      }

      @Override
      public void adopt(SpanBatch batch, long sequence) {
        change(now -> now.adopt(batch, sequence));
      }
    };
  }

  private void change(UnaryOperator<View> step) {
    lock.lock();
    try {
      view = step.apply(view);
      signalChange();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(Head head) {
    return head.rows() >= options.headRowsMax() || head.bytes() >= options.headBytesMax();
  }

  private void signalChange() {
    changes++;
    changed.signalAll();
  }

  /// Waits for a change, or a bounded time. With the lock held.
  private void awaitChange() throws InterruptedException {
    long seen = changes;
    long left = TimeUnit.MILLISECONDS.toNanos(CHECK_MILLIS);
    while (changes == seen && left > 0) {
      left = changed.awaitNanos(left);
    }
  }

  private void rollHead() {
    if (view.active().rows() > 0) {
      view = view.withHead(new Head());
    }
    signalChange();
  }

  /// Waits a bounded time while flushing is behind.
  private void requireRoom() {
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
    if (view.heads().size() <= WAITING_HEADS_MAX) {
      return;
    }
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(ROOM_WAIT_MILLIS);
      while (view.heads().size() > WAITING_HEADS_MAX) {
        if (left <= 0) {
          throw new VestigeException(
              ErrorKind.UNAVAILABLE,
              "the store takes no spans before those in memory are written to disk");
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while waiting for room", e);
    } finally {
      lock.unlock();
    }
  }

  private void flushLoop() {
    long nextDiskCheck = System.nanoTime();
    while (true) {
      try {
        if (System.nanoTime() - nextDiskCheck >= 0) {
          checkDisk();
          nextDiskCheck = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CHECK_MILLIS);
        }
        List<Head> waiting = waitForHeads();
        if (!waiting.isEmpty()) {
          flushHeads(waiting);
        } else if (closing) {
          return;
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("cannot write spans from memory to {}, trying again", directory.location(), e);
        if (closing || !pause()) {
          return;
        }
      }
    }
  }

  /// Lets some time go by after a failure; closing ends it.
  private boolean pause() {
    try {
      waitForChange();
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
    lock.lock();
    try {
      boolean old =
          view.active().rows() > 0 && view.active().ageMillis() > options.headAgeMax().toMillis();
      if (flushWanted || old || closing) {
        flushWanted = false;
        rollHead();
      }
      if (view.heads().size() == 1 && !closing) {
        awaitChange();
      }
      return List.copyOf(view.heads().subList(0, view.heads().size() - 1));
    } finally {
      lock.unlock();
    }
  }

  private void flushHeads(List<Head> heads) {
    Head head = heads.getFirst();
    List<StoredPart> parts = flusher.write(head.batches());
    publish(List.of(head), parts, head.lastSequence());
    wal.roll();
    wal.cut(head.lastSequence());
  }

  /// Makes parts the place of the spans of a head: first in the manifest, then in the view.
  private void publish(List<Head> heads, List<StoredPart> parts, long sequence) {
    manifestLock.lock();
    try {
      ids.save();
      coveredSequence = Math.max(coveredSequence, sequence);
      replaceParts(heads, List.of(), parts);
    } finally {
      manifestLock.unlock();
    }
  }

  private void replaceParts(List<Head> heads, List<StoredPart> gone, List<StoredPart> come) {
    List<StoredPart> live = new ArrayList<>(view.parts());
    live.removeAll(gone);
    live.addAll(come);
    new Manifest(
            coveredSequence,
            files.nextPart(),
            live.stream().map(part -> new Manifest.Entry(part.day(), part.summary())).toList())
        .write(directory);
    lock.lock();
    try {
      View next = view.replace(heads, gone, come);
      view = next.heads().isEmpty() ? next.withHead(new Head()) : next;
      signalChange();
    } finally {
      lock.unlock();
    }
    gone.forEach(part -> part.reader().discard());
  }

  private void mergeLoop() {
    while (!closing) {
      try {
        dropOldDays();
        List<StoredPart> chosen = merger.choose(view.parts());
        if (chosen.isEmpty()) {
          waitForChange();
        } else {
          merger.runExclusively(() -> mergeIfLive(chosen));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("merging in {} failed, trying again", directory.location(), e);
        if (!pause()) {
          return;
        }
      }
    }
  }

  private void waitForChange() throws InterruptedException {
    lock.lock();
    try {
      if (!closing) {
        awaitChange();
      }
    } finally {
      lock.unlock();
    }
  }

  private void mergeIfLive(List<StoredPart> chosen) {
    if (!new HashSet<>(view.parts()).containsAll(chosen)) {
      return;
    }
    StoredPart merged = merger.merge(chosen);
    manifestLock.lock();
    try {
      replaceParts(List.of(), chosen, List.of(merged));
    } finally {
      manifestLock.unlock();
    }
  }

  private void dropOldDays() {
    Day oldest = Day.of(acceptedTimes().fromNanos());
    List<StoredPart> old =
        view.parts().stream().filter(part -> part.day().compareTo(oldest) < 0).toList();
    if (!old.isEmpty()) {
      LOG.info("dropping {} parts that are past the retention", old.size());
      manifestLock.lock();
      try {
        replaceParts(List.of(), old, List.of());
      } finally {
        manifestLock.unlock();
      }
      old.stream().map(StoredPart::day).distinct().forEach(files::removeIfEmpty);
    }
  }

  /// Merges the parts of the days whose name begins with the prefix into as few as possible, and
  /// returns when that is done.
  public void forceMerge(String dayPrefix) {
    List<List<StoredPart>> groups = merger.all(view.parts(), dayPrefix);
    for (List<StoredPart> group : groups) {
      merger.runExclusively(() -> mergeIfLive(group));
    }
  }

  @Override
  public TimeRange acceptedTimes() {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return new TimeRange(
        saturated(now, options.retention().negated()), saturated(now, options.futureRetention()));
  }

  private static long saturated(long now, Duration offset) {
    try {
      return Math.addExact(now, offset.toNanos());
    } catch (ArithmeticException _) {
      return offset.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /// The current view with its parts held.
  private View hold() {
    while (true) {
      View current = view;
      if (current.tryHold()) {
        return current;
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public SearchStatistics search(SearchRequest request, BlockVisitor visitor) {
    View held = hold();
    try {
      return new Search(request, visitor).run(held, pool, contexts);
    } finally {
      held.release();
    }
  }

  @Override
  public int workers() {
    return pool.threads();
  }

  @Override
  public void spans(
      TenantId tenant, List<TraceId> traces, Cancellation cancellation, Consumer<SpanBatch> sink) {
    View held = hold();
    ReadContext context = contexts.borrow();
    try {
      held.spans(tenant, traces, cancellation, context, sink);
    } finally {
      contexts.giveBack(context);
      held.release();
    }
  }

  @Override
  public List<TenantId> tenants(TimeRange range) {
    return view.tenants(range);
  }

  @Override
  public void flush() {
    lock.lock();
    try {
      flushWanted = true;
      Head last = view.active();
      signalChange();
      while (last.rows() > 0 && view.heads().contains(last) && flushThread.isAlive()) {
        awaitChange();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while flushing", e);
    } finally {
      lock.unlock();
    }
  }

  /// Rows, parts and bytes of the store, for metrics.
  public StoreSize size() {
    return view.size(wal.sizeBytes(), readOnly);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      signalChange();
    } finally {
      lock.unlock();
    }
    Threads.join(flushThread);
    Threads.join(mergeThread);
    wal.close();
    pool.close();
    contexts.close();
    view.parts().forEach(part -> part.reader().release());
    directoryLock.close();
  }
}
