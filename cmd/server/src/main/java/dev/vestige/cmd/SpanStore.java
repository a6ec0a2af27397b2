package dev.vestige.cmd;

import dev.vestige.base.Threads;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.RetentionFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.flags.StorageFlags;
import dev.vestige.cmd.metrics.StorageMetrics;
import dev.vestige.cmd.pages.Pages;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.insert.LocalSink;
import dev.vestige.logsql.exec.LocalRunner;
import dev.vestige.select.LogsQlEndpoints;
import dev.vestige.select.SelectOptions;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;

/// The store of this process and the routes that fill it and ask it.
final class SpanStore implements AutoCloseable {
  private final Flags flags;
  private final Gates gates;
  private final Engine engine;

  private SpanStore(Flags flags, Gates gates, Engine engine) {
    this.flags = flags;
    this.gates = gates;
    this.engine = engine;
  }

  static SpanStore open(Flags flags, Gates gates) {
    EngineOptions options =
        EngineOptions.DEFAULTS
            .withRetention(
                flags.get(RetentionFlags.RETENTION_PERIOD),
                flags.get(RetentionFlags.FUTURE_RETENTION))
            .withFreeDiskBytesMin(flags.get(StorageFlags.MIN_FREE_DISK_SPACE_BYTES));
    Path path = Path.of(flags.get(StorageFlags.STORAGE_DATA_PATH));
    return new SpanStore(flags, gates, DataFolder.open(path, options));
  }

  /// Adds all routes.
  ///
  /// @param grpcRouter of the addresses that speak OTLP over gRPC only
  void addTo(
      Router.Builder router, Router.Builder grpcRouter, Pages pages, MeterRegistry registry) {
    pages.addStorageTo(
        router,
        engine::flush,
        prefix -> Threads.start("force-merge", () -> engine.forceMerge(prefix)));
    LocalSink sink = new LocalSink(engine, flags.get(RetentionFlags.MAX_BACKFILL_AGE));
    InsertDoors doors = new InsertDoors(flags, gates, sink, registry);
    doors.addTo(router);
    doors.addGrpcTo(router);
    doors.addGrpcTo(grpcRouter);
    if (!flags.get(SearchFlags.DISABLE)) {
      addSelect(router);
    }
    new StorageMetrics(registry, Path.of(flags.get(StorageFlags.STORAGE_DATA_PATH)), engine::size);
  }

  private void addSelect(Router.Builder router) {
    LogsQlEndpoints logsQl =
        new LogsQlEndpoints(
            new LocalRunner(engine),
            new SelectOptions(
                flags.get(SearchFlags.MAX_QUERY_DURATION).toMillis(),
                Math.toIntExact(flags.get(SearchFlags.MAX_QUERY_LEN))));
    router.exact("/select/logsql/query", logsQl::query, RouteOptions.DEFAULT.with(gates.select()));
  }

  @Override
  public void close() {
    engine.close();
  }
}
