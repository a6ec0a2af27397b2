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
  private static final String ROWS = "vt_rows_ingested_total";
  private static final String BYTES = "vt_bytes_ingested_total";
  private static final String REQUESTS = "vt_http_requests_total";
  private static final String ERRORS = "vt_http_errors_total";

  /// The type of what other nodes bring.
  private static final String BROUGHT = "internalinsert";

  private final Map<IngestType, Counter> rows;
  private final Map<IngestType, Counter> bytes;
  private final Map<IngestType, Timer> flushes;
  private final Map<RefusalReason, Counter> dropped;
  private final Map<IngestType, Counter> requests;
  private final Map<IngestType, Counter> errors;
  private final Counter broughtRows;
  private final Counter broughtBytes;

  public InsertMetrics(MeterRegistry registry) {
    rows = meters(IngestType.class, type -> counter(registry, ROWS, type.label()));
    bytes = meters(IngestType.class, type -> counter(registry, BYTES, type.label()));
    broughtRows = counter(registry, ROWS, BROUGHT);
    broughtBytes = counter(registry, BYTES, BROUGHT);
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
    requests = meters(IngestType.class, type -> ofDoor(registry, REQUESTS, type));
    errors = meters(IngestType.class, type -> ofDoor(registry, ERRORS, type));
  }

  private static Counter ofDoor(MeterRegistry registry, String name, IngestType type) {
    return Counter.builder(name)
        .tag("path", type.path())
        .tag("format", type.format())
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String type) {
    return Counter.builder(name).tag("type", type).register(registry);
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
  public void brought(long newRows, long newBytes) {
    broughtRows.increment((double) newRows);
    broughtBytes.increment((double) newBytes);
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
