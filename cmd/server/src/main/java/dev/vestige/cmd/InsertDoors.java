package dev.vestige.cmd;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.pages.ClosedDoor;
import dev.vestige.http.Endpoint;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.grpc.GrpcMetadata;
import dev.vestige.http.grpc.GrpcMethod;
import dev.vestige.http.grpc.GrpcUnary;
import dev.vestige.insert.Ingest;
import dev.vestige.insert.InsertMetrics;
import dev.vestige.insert.InsertObserver;
import dev.vestige.insert.JaegerEndpoint;
import dev.vestige.insert.OtlpGrpcExport;
import dev.vestige.insert.OtlpHttpEndpoint;
import dev.vestige.insert.RowSink;
import dev.vestige.insert.ZipkinEndpoint;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.tenants.TenantLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The ways in for spans, all of which lead to one sink.
final class InsertDoors {
  /// Requests under way may take that part of the heap; what they are read into takes as much
  /// again.
  private static final int HEAP_SHARE = 4;

  private static final String OTLP_PATH = "/v1/traces";
  private static final String ZIPKIN_PATH = "/api/v2/spans";

  private final Flags flags;
  private final Gates gates;
  private final InsertMetrics metrics;
  private final Ingest ingest;
  private final Endpoint jaeger;

  InsertDoors(Flags flags, Gates gates, RowSink sink, MeterRegistry registry) {
    this.flags = flags;
    this.gates = gates;
    this.metrics = new InsertMetrics(registry);
    this.ingest = new Ingest(sink, limits(flags), tenantLimits(flags), metrics);
    this.jaeger = new JaegerEndpoint(ingest);
    Gauge.builder("vt_insert_processors_count", ingest, Ingest::reading).register(registry);
  }

  /// @throws VestigeException when there is a file with limits that cannot be used
  static TenantLimits tenantLimits(Flags flags) {
    String file = flags.get(InsertFlags.TENANT_LIMITS_FILE);
    return file.isEmpty() ? TenantLimits.none() : TenantLimits.of(Path.of(file));
  }

  static InsertLimits limits(Flags flags) {
    InsertLimits defaults = InsertLimits.DEFAULTS;
    return new InsertLimits(
        flags.get(InsertFlags.TRACES_MAX_REQUEST_SIZE),
        flags.get(InsertFlags.MAX_FIELDS_PER_LINE),
        defaults.spanBytesMax(),
        defaults.valueBytesMax(),
        Math.toIntExact(flags.get(InsertFlags.TRUNCATE_VALUES_TO)),
        Math.min(defaults.inFlightBytesMax(), Runtime.getRuntime().maxMemory() / HEAP_SHARE),
        defaults.storeTimeoutMillis());
  }

  /// Adds the doors that are reached by a path; below `/insert/` they are closed already when they
  /// are disabled.
  void addTo(Router.Builder router) {
    if (flags.get(InsertFlags.DISABLE)) {
      for (String path : List.of(OTLP_PATH, ZIPKIN_PATH)) {
        router.exact(path, refusal(path), RouteOptions.DEFAULT);
      }
      return;
    }
    RouteOptions options = RouteOptions.DEFAULT.with(gates.insert());
    Endpoint otlp = new OtlpHttpEndpoint(ingest);
    router
        .exact("/insert/opentelemetry/v1/traces", otlp, options)
        .exact(OTLP_PATH, otlp, options)
        .exact(ZIPKIN_PATH, new ZipkinEndpoint(ingest), options)
        .exact("/insert/jaeger/api/traces", jaeger, options);
  }

  /// Counts what comes in, through these doors and others.
  InsertObserver observer() {
    return metrics;
  }

  /// Where Jaeger's clients send spans.
  Endpoint jaeger() {
    return flags.get(InsertFlags.DISABLE) ? refusal("/api/traces by POST") : jaeger;
  }

  private static Endpoint refusal(String path) {
    return ClosedDoor.refusal(path, " by " + InsertFlags.DISABLE);
  }

  /// Adds the door for gRPC. Exporters know only the status of a call, so a closed one answers like
  /// a node that is down: whoever stands before several nodes takes another one.
  void addGrpcTo(Router.Builder router) {
    boolean isClosed = flags.get(InsertFlags.DISABLE);
    GrpcMethod export = isClosed ? InsertDoors::refuse : new OtlpGrpcExport(ingest);
    router.grpc(
        new GrpcUnary(
            Map.of(OtlpGrpcExport.PATH, export), flags.get(InsertFlags.TRACES_MAX_REQUEST_SIZE)),
        RouteOptions.DEFAULT.with(gates.insert()));
  }

  private static ByteSlice refuse(GrpcMetadata metadata, ByteSlice message) {
    throw new VestigeException(
        ErrorKind.UNAVAILABLE, "spans are refused on this node by " + InsertFlags.DISABLE);
  }
}
