package dev.vestige.cmd;

import dev.vestige.base.TenantId;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.RetentionFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.flags.StorageFlags;
import dev.vestige.cmd.metrics.MetricSource;
import dev.vestige.cmd.metrics.StorageMetrics;
import dev.vestige.cmd.metrics.StoreActivityMetrics;
import dev.vestige.cmd.pages.Pages;
import dev.vestige.http.Router;
import dev.vestige.insert.LocalSink;
import dev.vestige.insert.LoggedSink;
import dev.vestige.insert.RowSink;
import dev.vestige.insert.StreamWatch;
import dev.vestige.insert.WatchedBatches;
import dev.vestige.insert.WatchedSink;
import dev.vestige.logsql.exec.run.LocalDeleter;
import dev.vestige.logsql.exec.run.LocalRunner;
import dev.vestige.select.delete.DeleteTasks;
import dev.vestige.select.live.StoredLive;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import dev.vestige.storage.engine.UpkeepOptions;
import dev.vestige.storage.wal.WalOptions;
import dev.vestige.storage.wal.WalSync;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// The store of this process and the routes that fill it and ask it.
final class SpanStore implements AutoCloseable {
  private final Flags flags;
  private final Gates gates;
  private final Engine engine;
  private final StoredLive live;
  private final DeleteTasks deletes;
  private final StreamWatch streams = new StreamWatch();

  private SpanStore(Flags flags, Gates gates, Engine engine) {
    this.flags = flags;
    this.gates = gates;
    this.engine = engine;
    this.live = new StoredLive(engine, LocalRunner::new, MemoryShares.of(flags).queryBytes());
    this.deletes = new DeleteTasks(new LocalDeleter(engine));
    if (flags.get(StorageFlags.LOG_NEW_STREAMS)) {
      streams.log();
    }
  }

  static SpanStore open(Flags flags, Gates gates) {
    MemoryShares memory = MemoryShares.of(flags);
    EngineOptions options =
        EngineOptions.DEFAULTS
            .withRetention(
                flags.get(RetentionFlags.RETENTION_PERIOD),
                flags.get(RetentionFlags.FUTURE_RETENTION))
            .withWorkers(
                Math.min(
                    EngineOptions.DEFAULTS.workers(),
                    flags.get(StorageFlags.DEFAULT_PARALLEL_READERS)))
            .withFreeDiskBytesMin(flags.get(StorageFlags.MIN_FREE_DISK_SPACE_BYTES))
            .withCacheBytes(memory.dictionaryBytes(), memory.chunkBytes())
            .withMissesBeforeCaching(flags.get(StorageFlags.BLOCK_CACHE_MISSES))
            .withWal(walOptions(flags))
            .withUpkeep(
                UpkeepOptions.DEFAULTS
                    .withDiskMax(
                        flags.get(RetentionFlags.MAX_DISK_SPACE_USAGE_BYTES),
                        flags.get(RetentionFlags.MAX_DISK_USAGE_PERCENT))
                    .withSnapshotAgeMax(flags.get(StorageFlags.SNAPSHOTS_MAX_AGE))
                    .withTenantRetentions(tenantRetentions(flags)));
    Path path = Path.of(flags.get(StorageFlags.STORAGE_DATA_PATH));
    return new SpanStore(flags, gates, DataFolder.open(path, options));
  }

  private static Supplier<Map<TenantId, Duration>> tenantRetentions(Flags flags) {
    String file = flags.get(RetentionFlags.TENANTS_FILE);
    return file.isEmpty() ? Map::of : TenantRetentions.of(Path.of(file))::current;
  }

  private static WalOptions walOptions(Flags flags) {
    return WalOptions.DEFAULTS
        .withSync(WalSync.valueOf(flags.get(StorageFlags.WAL_SYNC).toUpperCase(Locale.ROOT)))
        .withSyncIntervalMillis(flags.get(StorageFlags.INMEMORY_DATA_FLUSH_INTERVAL).toMillis());
  }

  /// Adds all routes.
  ///
  /// @param grpcRouter of the addresses that speak OTLP over gRPC only
  /// @param internal adds what other nodes use
  void addTo(
      Router.Builder router,
      Router.Builder grpcRouter,
      Pages pages,
      InternalDoors internal,
      MeterRegistry registry) {
    pages.addStorageTo(router, engine, streams::logFor);
    new SpanDeletes(flags, deletes).addTo(router);
    new SpanPins(flags, gates, engine.pins()).addTo(router);
    LocalRunner runner = new LocalRunner(engine);
    SpanQueries queries =
        flags.get(SearchFlags.DISABLE)
            ? null
            : new SpanQueries(flags, gates, engine, runner, live, registry);
    RowSink own =
        new WatchedSink(new LocalSink(engine, flags.get(RetentionFlags.MAX_BACKFILL_AGE)), streams);
    RowSink local = flags.get(StorageFlags.LOG_INGESTED_ROWS) ? new LoggedSink(own) : own;
    RowSink sink = new ToldSink(local, live::arrived);
    InsertDoors doors = new InsertDoors(flags, gates, sink, registry);
    doors.addTo(router);
    doors.addGrpcTo(router);
    doors.addGrpcTo(grpcRouter);
    BatchStore batches = new WatchedBatches(engine.batches(), streams, live::arrived);
    internal.addTo(router, engine, sink, batches, doors.observer());
    internal.addAnswersTo(router, engine, engine.placements()::known, runner, live, engine.pins());
    if (queries != null) {
      queries.addTo(router);
    }
    new RootTraces(gates, doors.jaeger(), queries).addTo(router);
    new StorageMetrics(
        registry,
        Path.of(flags.get(StorageFlags.STORAGE_DATA_PATH)),
        engine::size,
        () -> engine.partitions().size());
  }

  /// What the store does, for metrics.
  MetricSource activity() {
    return new StoreActivityMetrics(
        engine::activity,
        engine::caches,
        streams::created,
        flags.get(RetentionFlags.MAX_DISK_SPACE_USAGE_BYTES));
  }

  @Override
  public void close() {
    deletes.close();
    engine.close();
  }
}
