package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.part.PartCache;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What the store consists of now: in memory the [View] that searches take without a lock, on disk
/// the [Manifest]. A change is written to disk first.
///
/// Three locks, taken in this order: `structure` by whoever replaces or removes parts, for as long
/// as that takes; `manifestLock` while a manifest is written; `lock` for a moment, whenever the
/// view changes. The lock of the write-ahead log may be held when the last one is taken, and is
/// never asked for with it held.
final class Catalog {
  private static final long CHECK_MILLIS = 1_000;

  private final Directory directory;
  private final PartFiles files;
  private final ReentrantLock structure = new ReentrantLock();
  private final ReentrantLock manifestLock = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// Parts that a manifest on disk may name although writing it failed. They go when one has been
  /// written that surely does not name them.
  private final List<StoredPart> inDoubt = new ArrayList<>();

  /// Whether writing the last manifest failed: the one on disk may be it, or the one before.
  private boolean manifestFailed;

  private final Runnable beforeCovering;
  private volatile View view;
  private volatile List<DamagedPart> damaged;
  private volatile boolean closed;
  private long changes;
  private volatile long coveredSequence;

  /// The next part's number in the manifest on disk.
  private volatile long namedParts;

  private Catalog(
      Directory directory,
      PartFiles files,
      PartFiles.Opened opened,
      Manifest manifest,
      Runnable beforeCovering) {
    this.beforeCovering = beforeCovering;
    this.directory = directory;
    this.files = files;
    coveredSequence = manifest.coveredSequence();
    namedParts = manifest.nextPart();
    view = new View(List.of(new Head()), opened.parts());
    damaged = List.copyOf(opened.damaged());
  }

  /// Opens what the manifest of a directory names.
  ///
  /// @param beforeCovering saves what else records of the log say before they are covered by parts
  static Catalog open(Directory directory, PartCache cache, Runnable beforeCovering) {
    Manifest manifest = Manifest.read(directory);
    if (manifest.equals(Manifest.EMPTY)) {
      begin(directory);
    }
    PartFiles files = new PartFiles(directory, cache, manifest.nextPart());
    return new Catalog(directory, files, files.openAll(manifest), manifest, beforeCovering);
  }

  /// A store has a manifest before it has anything else, so that a lost one is noticed.
  private static void begin(Directory directory) {
    if (directory.exists(Manifest.NAME)) {
      return;
    }
    if (PartFiles.any(directory)) {
      throw VestigeException.corrupt(
          directory.location() + " has parts and no manifest that says which of them are live");
    }
    Manifest.EMPTY.write(directory);
  }

  PartFiles files() {
    return files;
  }

  View view() {
    return view;
  }

  /// The current view with its parts held.
  View hold() {
    while (true) {
      View current = view;
      if (current.tryHold()) {
        return current;
      }
      requireOpen();
      Thread.onSpinWait();
    }
  }

  List<DamagedPart> damaged() {
    return damaged;
  }

  /// Fails when rows in this time lie in a part that cannot be read.
  void requireReadable(TimeRange range) {
    for (DamagedPart part : damaged) {
      if (part.overlaps(range)) {
        throw part.unavailable();
      }
    }
  }

  /// What the manifest names.
  List<Manifest.Entry> entries() {
    return entries(view.parts(), damaged);
  }

  /// Parts with this number or a higher one are named by no manifest yet.
  long namedParts() {
    return namedParts;
  }

  /// How long the oldest spans have been in memory only.
  long unflushedMillis() {
    return view.heads().stream()
        .filter(head -> head.rows() > 0)
        .mapToLong(Head::ageMillis)
        .max()
        .orElse(0);
  }

  /// Records of the write-ahead log up to this one are in parts.
  long coveredSequence() {
    return coveredSequence;
  }

  /// Adds a batch to the growing head, and ends that when the check says it is full.
  void add(SpanBatch batch, long sequence, BooleanSupplier isFull) {
    lock.lock();
    try {
      view.active().add(batch, sequence);
      if (isFull.getAsBoolean()) {
        rollHead();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Shows something else in memory.
  void change(UnaryOperator<View> step) {
    lock.lock();
    try {
      view = step.apply(view);
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the growing head, if it has anything, and tells who waits for a change.
  void rollHead() {
    lock.lock();
    try {
      if (view.active().rows() > 0) {
        view = view.withHead(new Head());
      }
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Wakes those who wait for a change.
  void signalChange() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a change, or a bounded time, unless the condition holds already.
  void awaitChangeUnless(BooleanSupplier condition) throws InterruptedException {
    lock.lock();
    try {
      long seen = changes;
      long left = TimeUnit.MILLISECONDS.toNanos(CHECK_MILLIS);
      while (!condition.getAsBoolean() && changes == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Runs a change of the parts while no other one runs.
  ///
  /// @throws VestigeException UNAVAILABLE when the store is closing
  void exclusively(Runnable change) {
    structure.lock();
    try {
      requireOpen();
      change.run();
    } finally {
      structure.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new VestigeException(ErrorKind.UNAVAILABLE, "the store is closing");
    }
  }

  /// Runs something during which no manifest is written.
  void withManifestHeld(Runnable work) {
    manifestLock.lock();
    try {
      work.run();
    } finally {
      manifestLock.unlock();
    }
  }

  /// Makes parts the place of the spans of a head.
  void flushed(Head head, List<StoredPart> parts) {
    beforeCovering.run();
    apply(List.of(head), List.of(), List.of(), parts, head.lastSequence());
  }

  /// Makes parts the place of what is left of other parts.
  void replace(List<StoredPart> gone, List<StoredPart> come) {
    apply(List.of(), gone, List.of(), come, 0);
  }

  /// Forgets parts and deletes them when nobody reads them any more.
  void remove(List<StoredPart> gone, List<DamagedPart> lost) {
    apply(List.of(), gone, lost, List.of(), 0);
    lost.forEach(files::delete);
    Stream.concat(gone.stream().map(StoredPart::day), lost.stream().map(DamagedPart::day))
        .distinct()
        .forEach(files::removeIfEmpty);
  }

  /// Has the manifest on disk name the parts that are here: after writing one failed it may be the
  /// new one, with which a crash would lose what is still here.
  void settleManifest() {
    manifestLock.lock();
    try {
      if (manifestFailed) {
        writeManifest(coveredSequence, view.parts(), damaged, List.of());
      }
    } finally {
      manifestLock.unlock();
    }
  }

  private void apply(
      List<Head> heads,
      List<StoredPart> gone,
      List<DamagedPart> lost,
      List<StoredPart> come,
      long sequence) {
    manifestLock.lock();
    try {
      List<StoredPart> live = new ArrayList<>(view.parts());
      live.removeAll(gone);
      live.addAll(come);
      List<DamagedPart> left = new ArrayList<>(damaged);
      left.removeAll(lost);
      long covered = Math.max(coveredSequence, sequence);
      writeManifest(covered, live, left, come);
      coveredSequence = covered;
      damaged = List.copyOf(left);
      show(heads, gone, come);
    } finally {
      manifestLock.unlock();
    }
    gone.forEach(part -> part.reader().discard());
  }

  private void writeManifest(
      long covered, List<StoredPart> live, List<DamagedPart> left, List<StoredPart> come) {
    Manifest manifest = new Manifest(covered, files.nextPart(), entries(live, left));
    try {
      manifest.write(directory);
    } catch (RuntimeException e) {
      manifestFailed = true;
      inDoubt.addAll(come);
      throw e;
    }
    manifestFailed = false;
    namedParts = manifest.nextPart();
    inDoubt.forEach(part -> part.reader().discard());
    inDoubt.clear();
  }

  private static List<Manifest.Entry> entries(List<StoredPart> live, List<DamagedPart> broken) {
    return Stream.concat(
            live.stream().map(part -> new Manifest.Entry(part.day(), part.summary())),
            broken.stream().map(part -> new Manifest.Entry(part.day(), part.summary())))
        .toList();
  }

  private void show(List<Head> heads, List<StoredPart> gone, List<StoredPart> come) {
    lock.lock();
    try {
      View next = view.replace(heads, gone, come);
      view = next.heads().isEmpty() ? next.withHead(new Head()) : next;
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a change of the parts under way, refuses others from then on, and closes the files.
  void close() {
    structure.lock();
    try {
      closed = true;
      view.parts().forEach(part -> part.reader().release());
      inDoubt.forEach(part -> part.reader().release());
      inDoubt.clear();
    } finally {
      structure.unlock();
    }
  }
}
