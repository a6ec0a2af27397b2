package dev.vestige.insert;

import dev.vestige.insert.intake.RefusalReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Counts what comes in under the names that dashboards know. All meters exist from the start, so
/// that a rate over them has a beginning. Safe for use by many threads.
public final class InsertMetrics implements InsertObserver {
  private final Map<IngestType, Counter> rows;
  private final Map<IngestType, Counter> bytes;
  private final Map<IngestType, Timer> flushes;
  private final Map<RefusalReason, Counter> dropped;
  private final Map<IngestType, Counter> requests;
  private final Map<IngestType, Counter> errors;

  public InsertMetrics(MeterRegistry registry) {
    rows = meters(IngestType.class, type -> counter(registry, "vt_rows_ingested_total", type));
    bytes = meters(IngestType.class, type -> counter(registry, "vt_bytes_ingested_total", type));
    flushes =
        meters(
            IngestType.class,
            type ->
                Timer.builder("vt_insert_flush_duration_seconds")
                    .tag("type", type.label())
                    .publishPercentiles(0.5, 0.9, 0.97, 0.99, 1)
                    .register(registry));
    dropped =
        meters(
            RefusalReason.class,
            reason ->
                Counter.builder("vt_rows_dropped_total")
                    .tag("reason", reason.label())
                    .register(registry));
    requests = ofDoors(registry, "vt_http_requests_total");
    errors = ofDoors(registry, "vt_http_errors_total");
  }

  /// Requests of other nodes are counted with those of the HTTP server.
  private static Map<IngestType, Counter> ofDoors(MeterRegistry registry, String name) {
    Map<IngestType, Counter> counters = new EnumMap<>(IngestType.class);
    for (IngestType type : IngestType.values()) {
      if (type != IngestType.INTERNAL) {
        counters.put(
            type,
            Counter.builder(name)
                .tag("path", type.path())
                .tag("format", type.format())
                .register(registry));
      }
    }
    return Collections.unmodifiableMap(counters);
  }

  private static Counter counter(MeterRegistry registry, String name, IngestType type) {
    return Counter.builder(name).tag("type", type.label()).register(registry);
  }

  private static <K extends Enum<K>, M> Map<K, M> meters(Class<K> keys, Function<K, M> meter) {
    Map<K, M> meters = new EnumMap<>(keys);
    for (K key : keys.getEnumConstants()) {
      meters.put(key, meter.apply(key));
    }
    return Collections.unmodifiableMap(meters);
  }

  private static <K, M> M meter(Map<K, M> meters, K key) {
    return Objects.requireNonNull(meters.get(key));
  }

  @Override
  public void ingested(IngestType type, long newRows, long newBytes) {
    meter(rows, type).increment((double) newRows);
    meter(bytes, type).increment((double) newBytes);
  }

  @Override
  public void dropped(RefusalReason reason, long newRows) {
    meter(dropped, reason).increment((double) newRows);
  }

  @Override
  public void requested(IngestType type) {
    meter(requests, type).increment();
  }

  @Override
  public void failed(IngestType type) {
    meter(errors, type).increment();
  }

  @Override
  public void flushed(IngestType type, long nanos) {
    meter(flushes, type).record(nanos, TimeUnit.NANOSECONDS);
  }
}
