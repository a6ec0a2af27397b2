package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the parts few and the disk within its bounds, in a thread of its own: merges parts, drops
/// days past the retention, deletes old snapshots.
final class UpkeepLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpkeepLoop.class);

  private final Directory directory;
  private final EngineOptions options;
  private final Catalog catalog;
  private final Merger merger;
  private final List<Runnable> chores;

  /// Parts that turned out to be damaged while they were merged. They are read from as before, and
  /// stay as they are.
  private final Set<StoredPart> unmergeable = ConcurrentHashMap.newKeySet();

  private final AtomicLong merges = new AtomicLong();
  private final AtomicLong rowsMerged = new AtomicLong();
  private final AtomicLong active = new AtomicLong();
  private final AtomicLong activeForced = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

  /// @param chores done about once a second
  UpkeepLoop(Directory directory, EngineOptions options, Catalog catalog, List<Runnable> chores) {
    this.directory = directory;
    this.options = options;
    this.catalog = catalog;
    this.chores = List.copyOf(chores);
    merger = new Merger(catalog.files());
    thread = Threads.start("vestige-merge", this::run);
  }

  private void run() {
    while (!closing) {
      try {
        chores.forEach(Runnable::run);
        List<StoredPart> chosen = choose();
        if (chosen.isEmpty()) {
          catalog.awaitChangeUnless(() -> closing);
        } else {
          catalog.exclusively(() -> mergeIfLive(chosen));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("upkeep of {} failed, trying again", directory.location(), e);
        if (!pause()) {
          return;
        }
      }
    }
  }

  private boolean pause() {
    try {
      catalog.awaitChangeUnless(() -> closing);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<StoredPart> choose() {
    List<StoredPart> mergeable =
        catalog.view().parts().stream().filter(part -> !unmergeable.contains(part)).toList();
    List<StoredPart> chosen = merger.choose(mergeable);
    return chosen.isEmpty() || hasRoomFor(chosen) ? chosen : List.of();
  }

  /// A merge holds its result beside what it is made from for a while, and must not be what makes
  /// the store refuse spans.
  private boolean hasRoomFor(List<StoredPart> parts) {
    long bytes = parts.stream().mapToLong(part -> part.summary().sizeBytes()).sum();
    return directory.space().freeBytes() - options.freeDiskBytesMin() > bytes;
  }

  private void mergeIfLive(List<StoredPart> chosen) {
    if (!new HashSet<>(catalog.view().parts()).containsAll(chosen)) {
      return;
    }
    active.incrementAndGet();
    try {
      StoredPart merged = merger.merge(chosen);
      catalog.replace(chosen, List.of(merged));
      merges.incrementAndGet();
      rowsMerged.addAndGet(merged.summary().rows());
      unmergeable.retainAll(catalog.view().parts());
    } catch (VestigeException e) {
      if (e.kind() != ErrorKind.CORRUPT) {
        throw e;
      }
      LOG.error("parts of {} are not merged any more, one is damaged", chosen.getFirst().day(), e);
      unmergeable.addAll(chosen);
    } finally {
      active.decrementAndGet();
    }
  }

  /// Merges the parts of the days whose name begins with the prefix into as few as possible, and
  /// returns when that is done.
  void forceMerge(String dayPrefix) {
    activeForced.incrementAndGet();
    try {
      for (Day day : Merger.days(catalog.view().parts(), dayPrefix)) {
        // Other merges wait meanwhile: one of them would take parts of a group away.
        catalog.exclusively(
            () -> Merger.all(catalog.view().parts(), day).forEach(this::mergeIfLive));
      }
    } finally {
      activeForced.decrementAndGet();
    }
  }

  UpkeepCounts counts() {
    return new UpkeepCounts(
        merges.get(),
        rowsMerged.get(),
        active.get(),
        activeForced.get(),
        unmergeable.size(),
        choose().size());
  }

  /// Returns when a merge under way has ended.
  @Override
  public void close() {
    closing = true;
    catalog.signalChange();
    Threads.join(thread);
  }
}
