package dev.vestige.insert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.intake.FieldPatterns;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IngestTest {
  private static final TenantId TENANT = new TenantId(7, 8);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MemoryStorage storage = new MemoryStorage();

  private Ingest ingest(RowSink sink) {
    return new Ingest(sink, InsertLimits.DEFAULTS, TenantLimits.none(), new InsertMetrics(meters));
  }

  private static IngestRequest request(InsertOptions options, String... spans) {
    return new IngestRequest(
        IngestType.OTLP_HTTP_JSON,
        TENANT,
        options,
        ByteSlice.utf8(
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                + String.join(",", spans)
                + "]}]}]}"));
  }

  private static String span(int id, long endNanos) {
    return "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"endTimeUnixNano\":%d}"
        .formatted(id, id, endNanos);
  }

  private double metric(String name, String key, String value) {
    return meters.get(name).tag(key, value).counter().count();
  }

  @Test
  void spans_are_stored_and_counted() {
    IngestRequest request = request(InsertOptions.NONE, span(1, 5), span(2, 6));
    assertThat(ingest(new LocalSink(storage)).ingest(request))
        .isEqualTo(new IngestResult(2, 0, ""));
    assertThat(StoredRows.of(storage, TENANT)).hasSize(2);
    String type = "opentelemetry_traces_otlphttp_json";
    assertThat(metric("vt_rows_ingested_total", "type", type)).isEqualTo(2);
    assertThat(metric("vt_bytes_ingested_total", "type", type)).isEqualTo(request.body().length());
    assertThat(meters.get("vt_insert_flush_duration_seconds").tag("type", type).timer().count())
        .isEqualTo(1);
  }

  @Test
  void spans_outside_the_accepted_times_are_refused_with_the_reason() {
    RowSink sink =
        new RowSink() {
          @Override
          public CompletableFuture<Void> append(SpanBatch batch) {
            return storage.append(batch);
          }

          @Override
          public TimeRange acceptedTimes() {
            return new TimeRange(100, 200);
          }
        };
    IngestResult result =
        ingest(sink)
            .ingest(
                request(
                    InsertOptions.NONE,
                    span(1, 99),
                    span(2, 100),
                    span(3, 200),
                    span(4, 201),
                    span(0, 150)));
    assertThat(result.stored()).isEqualTo(2);
    assertThat(result.rejected()).isEqualTo(3);
    assertThat(result.message())
        .contains("1 span not stored: too_small_timestamp (")
        .contains("1 span not stored: too_big_timestamp (")
        .contains("1 span not stored: invalid_id (");
    assertThat(metric("vt_rows_dropped_total", "reason", "too_small_timestamp")).isEqualTo(1);
    assertThat(metric("vt_rows_dropped_total", "reason", "too_big_timestamp")).isEqualTo(1);
    assertThat(metric("vt_rows_dropped_total", "reason", "invalid_id")).isEqualTo(1);
  }

  @Test
  void a_request_is_stored_as_a_whole_or_not_at_all() {
    Ingest ingest = ingest(new LocalSink(storage));
    assertThatThrownBy(() -> ingest.ingest(request(InsertOptions.NONE, span(1, 5), "{\"name\":5}")))
        .isInstanceOf(VestigeException.class);
    assertThat(StoredRows.of(storage, TENANT)).isEmpty();
    assertThat(ingest.ingest(request(InsertOptions.NONE, span(1, 5))).stored()).isEqualTo(1);
    assertThat(StoredRows.of(storage, TENANT)).hasSize(1);
  }

  @Test
  void what_the_sink_says_reaches_the_client() {
    Ingest ingest =
        ingest(_ ->
            CompletableFuture.failedFuture(
                new VestigeException(ErrorKind.RESOURCE_EXHAUSTED, "the disk is full")));
    assertThatThrownBy(() -> ingest.ingest(request(InsertOptions.NONE, span(1, 5))))
        .isInstanceOfSatisfying(
            VestigeException.class,
            e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED))
        .hasMessage("the disk is full");
    assertThat(metric("vt_rows_ingested_total", "type", "opentelemetry_traces_otlphttp_json"))
        .isZero();
  }

  @Test
  void a_sink_that_never_answers_is_given_up() {
    InsertLimits limits = InsertLimits.DEFAULTS;
    InsertLimits impatient =
        new InsertLimits(
            limits.requestBytesMax(),
            limits.fieldsPerSpanMax(),
            limits.spanBytesMax(),
            limits.valueBytesMax(),
            limits.truncateValuesTo(),
            limits.inFlightBytesMax(),
            1);
    Ingest ingest =
        new Ingest(
            _ -> new CompletableFuture<>(), impatient, TenantLimits.none(), InsertObserver.NONE);
    assertThatThrownBy(() -> ingest.ingest(request(InsertOptions.NONE, span(1, 5))))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
        .hasMessageContaining("did not take the spans within 1 ms");
  }

  @Test
  void debug_spans_are_logged_and_the_client_is_told() {
    InsertOptions debug =
        new InsertOptions(Map.of(), List.of(), FieldPatterns.NONE, FieldPatterns.NONE, true);
    IngestResult result = ingest(new LocalSink(storage)).ingest(request(debug, span(1, 5)));
    assertThat(result.rejected()).isZero();
    assertThat(result.message()).startsWith("1 span not stored: debug (");
    assertThat(StoredRows.of(storage, TENANT)).isEmpty();
    assertThat(metric("vt_rows_dropped_total", "reason", "debug")).isEqualTo(1);
  }

  @Test
  void an_empty_request_asks_nothing_of_the_sink() {
    Ingest ingest =
        ingest(_ -> {
          throw new AssertionError("nothing to append");
        });
    IngestRequest empty =
        new IngestRequest(
            IngestType.OTLP_HTTP_PROTOBUF, TENANT, InsertOptions.NONE, ByteSlice.EMPTY);
    assertThat(ingest.ingest(empty)).isEqualTo(new IngestResult(0, 0, ""));
  }
}
