package dev.vestige.cmd;

import dev.vestige.base.Threads;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.RetentionFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.flags.StorageFlags;
import dev.vestige.cmd.metrics.StorageMetrics;
import dev.vestige.cmd.pages.Pages;
import dev.vestige.http.Endpoint;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.insert.Ingest;
import dev.vestige.insert.InsertMetrics;
import dev.vestige.insert.JaegerEndpoint;
import dev.vestige.insert.LocalSink;
import dev.vestige.insert.OtlpHttpEndpoint;
import dev.vestige.insert.ZipkinEndpoint;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.logsql.exec.run.LocalRunner;
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

  void addTo(Router.Builder router, Pages pages, MeterRegistry registry) {
    pages.addStorageTo(
        router,
        engine::flush,
        prefix -> Threads.start("force-merge", () -> engine.forceMerge(prefix)));
    if (!flags.get(InsertFlags.DISABLE)) {
      addInsert(router, registry);
    }
    if (!flags.get(SearchFlags.DISABLE)) {
      addSelect(router);
    }
    new StorageMetrics(registry, engine::size);
  }

  private void addInsert(Router.Builder router, MeterRegistry registry) {
    InsertLimits defaults = InsertLimits.DEFAULTS;
    InsertLimits limits =
        new InsertLimits(
            flags.get(InsertFlags.TRACES_MAX_REQUEST_SIZE),
            flags.get(InsertFlags.MAX_FIELDS_PER_LINE),
            defaults.spanBytesMax(),
            defaults.valueBytesMax(),
            defaults.truncateValuesTo(),
            defaults.inFlightBytesMax(),
            defaults.storeTimeoutMillis());
    Ingest ingest =
        new Ingest(new LocalSink(engine), limits, TenantLimits.none(), new InsertMetrics(registry));
    RouteOptions options = RouteOptions.DEFAULT.with(gates.insert());
    Endpoint otlp = new OtlpHttpEndpoint(ingest);
    router
        .exact("/insert/opentelemetry/v1/traces", otlp, options)
        .exact("/v1/traces", otlp, options)
        .exact("/api/v2/spans", new ZipkinEndpoint(ingest), options)
        .exact("/insert/jaeger/api/traces", new JaegerEndpoint(ingest), options)
        .exact("/api/traces", new JaegerEndpoint(ingest), options);
  }

  private void addSelect(Router.Builder router) {
    LogsQlEndpoints logsQl =
        new LogsQlEndpoints(
            new LocalRunner(engine),
            new SelectOptions(
                flags.get(SearchFlags.MAX_QUERY_DURATION).toMillis(),
                Math.toIntExact(flags.get(SearchFlags.MAX_QUERY_LEN)),
                Runtime.getRuntime().maxMemory() / 4));
    router.exact("/select/logsql/query", logsQl::query, RouteOptions.DEFAULT.with(gates.select()));
  }

  @Override
  public void close() {
    engine.close();
  }
}
