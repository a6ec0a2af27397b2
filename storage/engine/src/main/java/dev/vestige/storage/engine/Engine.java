package dev.vestige.storage.engine;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.Limits;
import dev.vestige.storage.OpenCall;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.PlacementNotes;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RowChoice;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePins;
import dev.vestige.storage.part.CacheUse;
import dev.vestige.storage.part.ChunkCache;
import dev.vestige.storage.part.PartCache;
import dev.vestige.storage.part.ReadContext;
import dev.vestige.storage.wal.Wal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store of one node in one directory.
///
/// A batch is written to the log, becomes visible in the head when it is durable, and is answered.
/// The [FlushLoop] turns heads into parts and then lets the log go; the [UpkeepLoop] merges parts
/// and drops what is too old. What searches see is one immutable [View] of the [Catalog].
public final class Engine implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  static final String LOCK = "flock.lock";
  static final String WAL_DIRECTORY = "wal";

  private final EngineOptions options;
  private final DirectoryLock directoryLock;
  private final Catalog catalog;
  private final Wal wal;
  private final BatchIds ids;
  private final Pins pins;
  private final BatchLedger ledger;
  private final PlacementFile placements;
  private final WalFailures walFailures = new WalFailures();
  private final Retention retention;
  private final Snapshots snapshots;
  private final Partitions partitions;
  private final FlushLoop flushing;
  private final UpkeepLoop upkeep;
  private final ScanPool pool;
  private final PartCache cache;
  private final Reads reads;
  private final Refusals refusals = new Refusals();
  private final ReadContexts contexts = new ReadContexts();

  private Engine(Directory directory, EngineOptions options, DirectoryLock directoryLock) {
    this.options = options;
    this.directoryLock = directoryLock;
    ProvisionalFiles files;
    List<ProvisionalFiles.Copy> copies;
    ids = BatchIds.open(directory);
    pins = Pins.open(directory, this::countSpans);
    cache = cache(options);
    catalog = Catalog.open(directory, cache, ids::save);
    try {
      partitions = Partitions.open(directory, catalog);
      files = new ProvisionalFiles(directory);
      copies = files.readAll();
      Directory snapshotRoot = Snapshots.directory(directory);
      wal = openWal(directory);
      snapshots = new Snapshots(snapshotRoot, catalog, wal, ids, files, pins);
    } catch (RuntimeException | Error e) {
      catalog.close();
      throw e;
    }
    Dropping dropping = new Dropping(catalog, pins, contexts);
    retention = new Retention(directory, options, catalog, wal::sizeBytes, dropping);
    placements = openPlacements(directory, copies.isEmpty());
    TenantRetention tenantRetention =
        new TenantRetention(catalog, options.upkeep().tenantRetentions(), contexts, pins);
    flushing = new FlushLoop(directory, options, catalog, wal);
    walFailures.tell(flushing::requestFlush);
    ledger = new BatchLedger(ids, files, copies, wal, shelf());
    upkeep =
        new UpkeepLoop(
            directory,
            options,
            catalog,
            List.of(
                retention::enforce,
                tenantRetention::enforce,
                this::expireSnapshots,
                () -> ledger.expire(System.currentTimeMillis())));
    pool = new ScanPool(options.workers());
    reads = new Reads(catalog, pool, contexts);
    LOG.info(
        "opened {} with {} rows in {} parts and {} rows replayed from the log",
        directory.location(),
        catalog.view().parts().stream().mapToLong(part -> part.summary().rows()).sum(),
        catalog.view().parts().size(),
        catalog.view().heads().stream().mapToLong(Head::rows).sum());
  }

  private static PartCache cache(EngineOptions options) {
    return new PartCache(
        options.cacheBytes(),
        new ChunkCache(options.chunkCacheBytes(), options.missesBeforeCaching()));
  }

  /// Opens the store of a directory, creating it when there is none.
  ///
  /// @throws VestigeException UNAVAILABLE when another process has it open, CORRUPT or IO when it
  ///   cannot be read
  public static Engine open(Directory directory, EngineOptions options) {
    DirectoryLock lock = directory.acquireLock(LOCK);
    try {
      return new Engine(directory, options, lock);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private PlacementFile openPlacements(Directory directory, boolean hasNoCopies) {
    View view = catalog.view();
    boolean isNew = view.parts().isEmpty() && view.active().rows() == 0 && hasNoCopies;
    return PlacementFile.open(directory, this::keptTimes, isNew);
  }

  /// Those that are accepted, and those of pinned traces.
  private TimeRange keptTimes() {
    TimeRange accepted = retention.accepted();
    long oldest =
        catalog.view().parts().stream()
            .mapToLong(part -> part.summary().minTimeNanos())
            .min()
            .orElse(Long.MAX_VALUE);
    return new TimeRange(Math.min(oldest, accepted.fromNanos()), accepted.toNanos());
  }

  private Wal openWal(Directory directory) {
    Directory logs = directory.createSubdirectory(WAL_DIRECTORY);
    directory.sync();
    Wal opened =
        Wal.open(logs, options.wal(), walFailures, catalog.coveredSequence(), this::replay);
    for (VestigeException damage : opened.report().damages()) {
      LOG.error("records of the write-ahead log are lost: {}", damage.getMessage());
    }
    return opened;
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

  /// Full heads wait for the [FlushLoop], as they did before the crash: writing them here would
  /// take longer than reading the log.
  private void replay(SpanBatch batch, long sequence) {
    accept(batch, sequence);
    List<Head> heads = catalog.view().heads();
    if (heads.size() > FlushLoop.WAITING_HEADS_MAX + 1) {
      Head oldest = heads.getFirst();
      catalog.flushed(oldest, new Flusher(catalog.files()).write(oldest.batches()));
    }
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    if (batch.size() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      flushing.requireRoom();
      placements.unplaced(batch);
    } catch (VestigeException e) {
      refusals.refused(batch.size(), e);
      return CompletableFuture.failedFuture(e);
    }
    return wal.append(LogRecord.of(batch), sequence -> accept(batch, sequence))
        .handle((_, failure) -> answered(batch, failure));
  }

  private @Nullable Void answered(SpanBatch batch, @Nullable Throwable failure) {
    if (failure != null) {
      refusals.failed(batch.size());
      throw failure instanceof VestigeException known
          ? known
          : new VestigeException(ErrorKind.INTERNAL, "storing spans: " + failure, failure);
    }
    return null;
  }

  /// The way in for batches from other nodes.
  public BatchStore batches() {
    return ledger;
  }

  /// Where spans were placed in a cluster.
  public PlacementNotes placements() {
    return placements;
  }

  /// The traces that stay when their days go.
  public TracePins pins() {
    return pins;
  }

  /// Those that a restart would find, too.
  private long countSpans(TenantId tenant, TraceId trace) {
    catalog.settleManifest();
    return reads.count(tenant, trace, Limits.PINNED_TRACE_SPANS_MAX);
  }

  /// Called by the log in the order of the numbers.
  private void accept(SpanBatch batch, long sequence) {
    catalog.add(batch, sequence, () -> isFull(catalog.view().active()));
  }

  private Shelf shelf() {
    return new Shelf() {
      @Override
      public void requireRoom() {
        flushing.requireRoom();
      }

      @Override
      public void add(SpanBatch batch, long sequence) {
        accept(batch, sequence);
      }

      @Override
      public void showAside(List<Head> copies) {
        catalog.change(view -> view.withAside(copies));
      }

      @Override
      public void adopt(Head copy, SpanBatch batch, long sequence) {
        catalog.change(view -> view.adopt(copy, batch, sequence));
      }
    };
  }

  private boolean isFull(Head head) {
    return head.rows() >= options.headRowsMax() || head.bytes() >= options.headBytesMax();
  }

  @Override
  public TimeRange acceptedTimes() {
    return retention.accepted();
  }

  @Override
  public SearchStatistics search(SearchRequest request, BlockVisitor visitor) {
    return reads.search(request, visitor);
  }

  @Override
  public int workers() {
    return pool.threads();
  }

  @Override
  public void spans(
      TenantId tenant, List<TraceId> traces, Cancellation cancellation, Consumer<SpanBatch> sink) {
    reads.spans(tenant, traces, cancellation, sink);
  }

  @Override
  public List<OperationSeries> red(RollupQuery query) {
    return reads.red(query);
  }

  @Override
  public List<EdgeSeries> edges(RollupQuery query, Consumer<OpenCall> unresolved) {
    return reads.edges(query, unresolved);
  }

  @Override
  public long delete(SearchRequest scope, RowChoice choice) {
    catalog.requireReadable(scope.range());
    flushing.flush();
    ReadContext context = contexts.borrow();
    try {
      return new Deletion(catalog, scope, choice, context).run();
    } finally {
      contexts.giveBack(context);
    }
  }

  @Override
  public List<TenantId> tenants(TimeRange range) {
    return catalog.view().tenants(range);
  }

  @Override
  public void flush() {
    flushing.flush();
  }

  /// Merges the parts of the days whose name begins with the prefix into as few as possible, and
  /// returns when that is done.
  public void forceMerge(String dayPrefix) {
    upkeep.forceMerge(dayPrefix);
  }

  private void expireSnapshots() {
    if (options.upkeep().snapshotAgeMax().isPositive()) {
      snapshots.deleteOlderThan(options.upkeep().snapshotAgeMax());
    }
  }

  /// Makes a snapshot: a directory that holds everything acknowledged until now, or with a prefix
  /// what the partitions hold whose name begins with it.
  ///
  /// @return where it is
  public String createSnapshot(String dayPrefix) {
    if (dayPrefix.isEmpty()) {
      return snapshots.create();
    }
    flush();
    return snapshots.create(dayPrefix);
  }

  /// Where the snapshots are, the oldest first.
  public List<String> snapshots() {
    return snapshots.list();
  }

  /// Deletes a snapshot.
  ///
  /// @throws VestigeException NOT_FOUND when there is no such snapshot
  public void deleteSnapshot(String path) {
    snapshots.delete(path);
  }

  /// Deletes the snapshots that are older, and tells where they were.
  public List<String> deleteSnapshotsOlderThan(Duration age) {
    return snapshots.deleteOlderThan(age);
  }

  /// The days that have spans on disk, in order.
  public List<String> partitions() {
    return partitions.list();
  }

  /// Moves a day out of the store, into the directory `detached`.
  ///
  /// @throws VestigeException NOT_FOUND when the store has nothing of that day
  public void detachPartition(String name) {
    flush();
    partitions.detach(name);
  }

  /// Moves a day from the directory `detached` into the store.
  ///
  /// @throws VestigeException NOT_FOUND when there is none, CORRUPT when it is damaged,
  ///   INVALID_INPUT when it is past the retention
  public void attachPartition(String name) {
    partitions.attach(name, retention::isPast);
  }

  /// What the store does, for metrics.
  public StoreActivity activity() {
    UpkeepCounts counts = upkeep.counts();
    return new StoreActivity(
        walFailures.syncs(),
        walFailures.syncNanos() / 1e9,
        walFailures.failures(),
        wal.unsyncedBytes(),
        wal.report().damageCount(),
        catalog.unflushedMillis() / 1e3,
        flushing.failures(),
        counts.merges(),
        counts.rowsMerged(),
        counts.activeMerges(),
        counts.activeForceMerges(),
        counts.partsToMerge(),
        counts.unmergeableParts(),
        catalog.damaged().size(),
        reads.damagesFound(),
        partitions.list().size(),
        pins.count(),
        pins.spanCount(),
        refusals.readOnly(),
        refusals.busy(),
        refusals.failed());
  }

  /// How the memory for parts is used, for metrics.
  public List<CacheUse> caches() {
    return cache.uses();
  }

  /// Rows, parts and bytes of the store, for metrics.
  public StoreSize size() {
    return catalog.view().size(wal.sizeBytes(), flushing.isReadOnly());
  }

  @Override
  public void close() {
    try (directoryLock) {
      flushing.close();
      upkeep.close();
      try {
        wal.close();
      } finally {
        pool.close();
        catalog.close();
        contexts.close();
      }
    }
  }
}
