package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.ProvisionalCopy;
import dev.vestige.storage.engine.ProvisionalFiles.Copy;
import dev.vestige.storage.wal.Wal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores what other nodes bring, each batch once.
///
/// An id is in at most one of these states: unknown, under way, stored, refused, or the id of a
/// provisional copy. It leaves the last one by a record in the log, after which the copy's file is
/// deleted; a file whose id is stored is left over from a crash in between. Copies are in memory
/// too: they are what was under way at the moment when a node failed, and their bytes are bounded.
final class BatchLedger implements BatchStore {
  private static final Logger LOG = LoggerFactory.getLogger(BatchLedger.class);

  /// Memory of provisional copies: many times what is under way in a cluster at a time.
  static final long PROVISIONAL_BYTES_MAX = 256L << 20;

  /// How long a copy waits for the nodes in doubt. One that does not come back in that time is
  /// taken for lost with what it had; if it comes back all the same, the spans are there twice.
  static final long PROVISIONAL_MILLIS_MAX = TimeUnit.DAYS.toMillis(7);

  private final BatchIds ids;
  private final ProvisionalFiles files;
  private final Wal wal;
  private final Shelf shelf;

  /// Held while a copy is confirmed or dropped, so that it happens to each once.
  private final ReentrantLock settling = new ReentrantLock();

  // Guarded by this.
  private final Map<BatchId, CompletableFuture<Boolean>> underWay = new HashMap<>();
  private final Map<BatchId, Kept> copies = new LinkedHashMap<>();
  private long copyBytes;

  /// A copy as searches see it.
  private record Kept(Copy copy, Head head) {
    static Kept of(Copy copy) {
      Head head = new Head();
      head.add(copy.batch(), 0);
      return new Kept(copy, head);
    }
  }

  /// @param ids with what the log had to say
  /// @param found what the files hold
  BatchLedger(BatchIds ids, ProvisionalFiles files, List<Copy> found, Wal wal, Shelf shelf) {
    this.ids = ids;
    this.files = files;
    this.wal = wal;
    this.shelf = shelf;
    for (Copy copy : found) {
      if (ids.isStored(copy.what().id())) {
        deleteFile(copy.what().id());
      } else {
        put(copy);
      }
    }
    show();
  }

  private void put(Copy copy) {
    copies.put(copy.what().id(), Kept.of(copy));
    copyBytes += copy.batch().sizeBytes();
  }

  private void show() {
    shelf.showAside(copies.values().stream().map(Kept::head).toList());
  }

  @Override
  public List<CompletableFuture<Boolean>> append(List<Brought> brought) {
    return append(brought, this::log);
  }

  @Override
  public CompletableFuture<Boolean> appendInDoubt(Brought brought, List<BatchDoubt> doubts) {
    return append(List.of(brought), admitted -> keepAside(admitted, doubts)).getFirst();
  }

  /// A batch that is under way.
  private record Admitted(Brought brought, CompletableFuture<Boolean> end) {
    BatchId id() {
      return brought.id();
    }
  }

  private List<CompletableFuture<Boolean>> append(
      List<Brought> brought, Consumer<List<Admitted>> storing) {
    List<CompletableFuture<Boolean>> ends = new ArrayList<>();
    List<Admitted> admitted = new ArrayList<>();
    try {
      for (Brought one : brought) {
        ends.add(admit(one, admitted));
      }
      if (!admitted.isEmpty()) {
        shelf.requireRoom();
        storing.accept(admitted);
      }
      return ends;
    } catch (RuntimeException e) {
      admitted.forEach(one -> end(one.id(), one.end(), e));
      throw e;
    }
  }

  /// @param admitted gets it, unless it is here or under way already
  private synchronized CompletableFuture<Boolean> admit(Brought brought, List<Admitted> admitted) {
    BatchId id = brought.id();
    if (ids.isStored(id) || copies.containsKey(id)) {
      return CompletableFuture.completedFuture(false);
    }
    if (ids.isRefused(id)) {
      throw refused(id);
    }
    CompletableFuture<Boolean> before = underWay.get(id);
    if (before != null) {
      return before.thenApply(_ -> false);
    }
    ids.requireRoom(id);
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    underWay.put(id, mine);
    admitted.add(new Admitted(brought, mine));
    return mine;
  }

  private static VestigeException refused(BatchId id) {
    return VestigeException.invalidInput(
        "the batch " + id + " came after it had been given up here");
  }

  private void log(List<Admitted> admitted) {
    List<CompletableFuture<Long>> logged =
        wal.appendAll(admitted.stream().map(this::entry).toList());
    for (int i = 0; i < admitted.size(); i++) {
      Admitted one = admitted.get(i);
      var _ = logged.get(i).whenComplete((_, failure) -> end(one.id(), one.end(), failure));
    }
  }

  private Wal.Entry entry(Admitted admitted) {
    Brought brought = admitted.brought();
    return new Wal.Entry(
        LogRecord.of(brought.frame(), brought.id()),
        sequence -> {
          ids.store(brought.id());
          shelf.add(brought.batch(), sequence);
        });
  }

  private void keepAside(List<Admitted> admitted, List<BatchDoubt> doubts) {
    for (Admitted one : admitted) {
      ProvisionalCopy what = new ProvisionalCopy(one.id(), doubts);
      keepAside(new Copy(what, System.currentTimeMillis(), one.brought().batch()), one.end());
    }
  }

  private void keepAside(Copy copy, CompletableFuture<Boolean> mine) {
    synchronized (this) {
      if (copyBytes + copy.batch().sizeBytes() > PROVISIONAL_BYTES_MAX) {
        throw new VestigeException(
            ErrorKind.RESOURCE_EXHAUSTED,
            "this node keeps "
                + copyBytes
                + " bytes of spans that other nodes may have too, and no more before those answer");
      }
    }
    try {
      files.write(copy);
    } catch (VestigeException e) {
      // The file may have become durable all the same, so whether it is stored stays open.
      end(copy.what().id(), mine, e);
      return;
    }
    synchronized (this) {
      put(copy);
      show();
    }
    end(copy.what().id(), mine, null);
  }

  private void end(BatchId id, CompletableFuture<Boolean> mine, @Nullable Throwable e) {
    synchronized (this) {
      underWay.remove(id);
    }
    if (e == null) {
      mine.complete(true);
    } else {
      mine.completeExceptionally(e);
    }
  }

  @Override
  public CompletableFuture<BatchFate> settle(BatchId id) {
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    synchronized (this) {
      if (copies.containsKey(id)) {
        return CompletableFuture.completedFuture(BatchFate.PROVISIONAL);
      }
      if (ids.isStored(id)) {
        return CompletableFuture.completedFuture(BatchFate.STORED);
      }
      if (ids.isRefused(id)) {
        return CompletableFuture.completedFuture(BatchFate.REFUSED);
      }
      CompletableFuture<Boolean> before = underWay.putIfAbsent(id, mine);
      if (before != null) {
        return before.handle((_, _) -> true).thenCompose(_ -> settle(id));
      }
    }
    return wal.append(LogRecord.refused(id), _ -> ids.refuse(id))
        .whenComplete((_, failure) -> end(id, mine, failure == null ? refused(id) : failure))
        .thenApply(_ -> BatchFate.REFUSED);
  }

  @Override
  public synchronized List<ProvisionalCopy> provisional(int countMax) {
    return copies.values().stream().limit(countMax).map(kept -> kept.copy().what()).toList();
  }

  @Override
  public void confirm(BatchId id) {
    settle(
        id,
        copy ->
            wal.append(
                LogRecord.of(copy.batch(), id),
                sequence -> {
                  ids.store(id);
                  adopt(copy, sequence);
                }));
  }

  /// Makes copies permanent that have waited for too long.
  void expire(long nowMillis) {
    List<BatchId> expired;
    synchronized (this) {
      expired =
          copies.values().stream()
              .map(Kept::copy)
              .filter(copy -> nowMillis - copy.sinceMillis() > PROVISIONAL_MILLIS_MAX)
              .map(copy -> copy.what().id())
              .toList();
    }
    for (BatchId id : expired) {
      try {
        confirm(id);
        LOG.warn(
            "nobody has said for {} days whether other nodes have the batch {}: it is kept here",
            TimeUnit.MILLISECONDS.toDays(PROVISIONAL_MILLIS_MAX),
            id);
      } catch (VestigeException e) {
        LOG.warn("the batch {} stays provisional for now: {}", id, e.getMessage());
        return;
      }
    }
  }

  @Override
  public void drop(BatchId id) {
    settle(
        id,
        copy ->
            wal.append(
                LogRecord.stored(id),
                _ -> {
                  ids.store(id);
                  forget(copy);
                }));
  }

  /// Nothing else may be shown aside in between.
  private synchronized void adopt(Copy copy, long sequence) {
    Kept kept = Objects.requireNonNull(copies.remove(copy.what().id()));
    copyBytes -= copy.batch().sizeBytes();
    shelf.adopt(kept.head(), copy.batch(), sequence);
  }

  private synchronized void forget(Copy copy) {
    copies.remove(copy.what().id());
    copyBytes -= copy.batch().sizeBytes();
    show();
  }

  /// How a copy is settled in the log.
  private interface Settlement {
    CompletableFuture<Long> begin(Copy copy);
  }

  private void settle(BatchId id, Settlement settlement) {
    settling.lock();
    try {
      Kept kept;
      synchronized (this) {
        kept = copies.get(id);
      }
      if (kept == null) {
        return;
      }
      shelf.requireRoom();
      await(settlement.begin(kept.copy()));
      deleteFile(id);
    } finally {
      settling.unlock();
    }
  }

  private static void await(CompletableFuture<Long> logged) {
    try {
      logged.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof VestigeException cause ? cause : e;
    }
  }

  private void deleteFile(BatchId id) {
    try {
      files.delete(id);
    } catch (VestigeException e) {
      LOG.error("a copy of spans that is not needed any more is deleted at the next start", e);
    }
  }
}
