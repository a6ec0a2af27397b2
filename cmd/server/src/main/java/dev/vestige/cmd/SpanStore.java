package dev.vestige.cmd;

import dev.vestige.base.Threads;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.RetentionFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.flags.StorageFlags;
import dev.vestige.cmd.metrics.StorageMetrics;
import dev.vestige.cmd.pages.Pages;
import dev.vestige.http.AdmissionGate;
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
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The store of this process and the routes that fill it and ask it.
final class SpanStore implements AutoCloseable {
  private static final String ROOT_TRACES = "/api/traces";

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
    Endpoint jaegerIn = flags.get(InsertFlags.DISABLE) ? null : addInsert(router, registry);
    SpanQueries queries =
        flags.get(SearchFlags.DISABLE) ? null : new SpanQueries(flags, gates, engine);
    if (queries != null) {
      queries.addTo(router);
    }
    addRootTraces(router, jaegerIn, queries);
    new StorageMetrics(registry, engine::size);
  }

  private Endpoint addInsert(Router.Builder router, MeterRegistry registry) {
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
    Endpoint jaeger = new JaegerEndpoint(ingest);
    router
        .exact("/insert/opentelemetry/v1/traces", otlp, options)
        .exact("/v1/traces", otlp, options)
        .exact("/api/v2/spans", new ZipkinEndpoint(ingest), options)
        .exact("/insert/jaeger/api/traces", jaeger, options);
    return jaeger;
  }

  private void addRootTraces(
      Router.Builder router, @Nullable Endpoint in, @Nullable SpanQueries queries) {
    if (in != null && queries != null) {
      router.exact(ROOT_TRACES, byMethod(in, queries.traceSearch()), RouteOptions.DEFAULT);
    } else if (in != null) {
      router.exact(ROOT_TRACES, in, RouteOptions.DEFAULT.with(gates.insert()));
    } else if (queries != null) {
      router.exact(ROOT_TRACES, queries.traceSearch(), queries.searches());
    }
  }

  /// At the root one path serves both ways: spans come in with POST, and traces are read with any
  /// other method. Each passes its own gate.
  private Endpoint byMethod(Endpoint post, Endpoint others) {
    return exchange -> {
      boolean isPost = exchange.method().equals("POST");
      AdmissionGate gate = isPost ? gates.insert() : gates.select();
      try (AdmissionGate.Permit _ = gate.enter(exchange.cancellation())) {
        (isPost ? post : others).serve(exchange);
      }
    };
  }

  @Override
  public void close() {
    engine.close();
  }
}
