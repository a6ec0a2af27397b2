package dev.vestige.insert.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.storage.AttributeLists;
import dev.vestige.storage.SpanBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpReaderTest {
  private static final ByteString TRACE_ID = ByteString.fromHex("5b8efff798038103d269b633813fc60c");
  private static final ByteString SPAN_ID = ByteString.fromHex("eee19b7ec3c1b174");

  private final ReadBatch reader = new ReadBatch();

  private static Span.Builder span() {
    return Span.newBuilder().setTraceId(TRACE_ID).setSpanId(SPAN_ID).setName("op");
  }

  private static byte[] request(Span.Builder... spans) {
    ScopeSpans.Builder group = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      group.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(group))
        .build()
        .toByteArray();
  }

  private static KeyValue pair(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue.Builder text(String text) {
    return AnyValue.newBuilder().setStringValue(text);
  }

  /// The attributes of a span as LogsQL shows them, leaves of lists included.
  private static Map<String, String> shown(SpanBatch batch, int span) {
    Map<String, String> shown = new TreeMap<>();
    AttributeLists lists = batch.attributes();
    for (int at = lists.start(span); at < lists.end(span); at++) {
      ByteSink out = new ByteSink();
      batch.values().appendText(lists.value(at), out);
      shown.put(batch.keys().raw(lists.key(at)).toString(), out.slice().toString());
    }
    return shown;
  }

  @ParameterizedTest
  @CsvSource({
    "80, cut off",
    "0aff0100, only 1 are left",
    "0e00, wire type 6",
    "13, without an end",
    "0b, 'field 1 has wire type 3, expected 2'",
    "0affffffffffffffffffff01, more than ten bytes",
    "0801, 'field 1 has wire type 0, expected 2'",
    "a10600000000, 64-bit number cut off",
    "0000, field number",
  })
  void broken_bytes_are_refused_with_what_is_wrong(String hex, String message) {
    assertThatThrownBy(() -> reader.read(HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT))
        .hasMessageContaining("cannot read the OTLP request")
        .hasMessageContaining(message);
  }

  @Test
  void an_error_names_the_span_and_the_field() {
    OtlpWriter writer = new OtlpWriter(new ByteSink());
    writer.bytes(1, new byte[0], 0, 0);
    int resourceSpans = writer.begin(1);
    int scopeSpans = writer.begin(2);
    writer.bytes(2, new byte[0], 0, 0);
    int span = writer.begin(2);
    writer.number(5, 7);
    writer.end(span);
    writer.end(scopeSpans);
    writer.end(resourceSpans);
    assertThatThrownBy(() -> reader.read(writer.out().slice()))
        .hasMessageContaining("in resource_spans[1].scope_spans[0].spans[1].name")
        .hasMessageContaining("field 5 has wire type 0, expected 2");
  }

  @Test
  void text_that_is_not_utf8_is_repaired() {
    byte[] request =
        request(
            span()
                .setName("n\u0001n")
                .addAttributes(pair("k\u0001", text("v\u0001")))
                .addAttributes(
                    pair(
                        "list",
                        AnyValue.newBuilder()
                            .setArrayValue(ArrayValue.newBuilder().addValues(text("in\u0001"))))));
    for (int i = 0; i < request.length; i++) {
      request[i] = request[i] == 1 ? (byte) 0xFF : request[i];
    }
    // The flipped byte stands in texts only: no length or number of this request is 1.
    SpanBatch batch = reader.read(request);
    assertThat(batch.values().raw(batch.name(0)).toString()).isEqualTo("n\uFFFDn");
    assertThat(shown(batch, 0))
        .containsEntry("k\uFFFD", "v\uFFFD")
        .containsEntry("list", "[\"in\uFFFD\"]");
  }

  @Test
  void a_span_without_proper_ids_is_refused_and_the_others_stay() {
    byte[] request =
        request(
            span().setTraceId(ByteString.EMPTY),
            span().setTraceId(ByteString.copyFrom(new byte[16])),
            span().setTraceId(TRACE_ID.substring(1)),
            span().setSpanId(ByteString.EMPTY),
            span().setSpanId(ByteString.copyFrom(new byte[8])),
            span().setSpanId(TRACE_ID),
            span().setParentSpanId(TRACE_ID),
            span().addLinks(Span.Link.newBuilder().setTraceId(SPAN_ID)),
            span().setName("fine").setParentSpanId(ByteString.copyFrom(new byte[8])));
    SpanBatch batch = reader.read(request);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.values().raw(batch.name(0)).toString()).isEqualTo("fine");
    assertThat(batch.parentId(0)).isZero();
    assertThat(reader.refused(RefusalReason.INVALID_ID)).isEqualTo(8);
  }

  @Test
  void end_before_start_is_kept_with_a_duration_of_zero() {
    SpanBatch batch = reader.read(request(span().setStartTimeUnixNano(9).setEndTimeUnixNano(5)));
    assertThat(batch.startNanos(0)).isEqualTo(9);
    assertThat(batch.endNanos(0)).isEqualTo(5);
    assertThat(batch.durationNanos(0)).isZero();
  }

  @Test
  void times_beyond_2262_are_refused() {
    assertThat(reader.read(request(span().setEndTimeUnixNano(-1))).size()).isZero();
    assertThat(reader.refused(RefusalReason.TOO_BIG_TIMESTAMP)).isEqualTo(1);
  }

  @Test
  void a_span_may_have_as_many_fields_as_the_limit_says_and_not_one_more() {
    // Eleven fields and the name are always there.
    assertThat(reader.read(request(withAttributes(988))).size()).isEqualTo(1);
    assertThat(reader.read(request(withAttributes(989))).size()).isZero();
    assertThat(reader.refused(RefusalReason.TOO_MANY_FIELDS)).isEqualTo(1);
  }

  private static Span.Builder withAttributes(int count) {
    Span.Builder span = span();
    for (int i = 0; i < count; i++) {
      span.addAttributes(pair("k" + i, text("v")));
    }
    return span;
  }

  @Test
  void a_million_empty_events_are_refused_before_they_fill_the_memory() {
    Span.Builder span = span();
    for (int i = 0; i < 1_000_000; i++) {
      span.addEvents(Span.Event.getDefaultInstance());
    }
    assertThat(reader.read(request(span, span())).size()).isEqualTo(1);
    assertThat(reader.refused(RefusalReason.TOO_MANY_FIELDS)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"118, 1", "119, 0"})
  void a_field_name_may_have_128_bytes(int keyLength, int stored) {
    SpanBatch batch =
        reader.read(request(span().addAttributes(pair("k".repeat(keyLength), text("v")))));
    assertThat(batch.size()).isEqualTo(stored);
    assertThat(reader.refused(RefusalReason.TOO_LONG_FIELD_NAME)).isEqualTo(1 - stored);
  }

  @ParameterizedTest
  @CsvSource({"109, 1", "110, 0"})
  void the_index_of_an_event_counts_for_the_name(int keyLength, int stored) {
    Span.Event.Builder event =
        Span.Event.newBuilder().addAttributes(pair("k".repeat(keyLength), text("v")));
    assertThat(reader.read(request(span().addEvents(event))).size()).isEqualTo(stored);
    assertThat(reader.read(request(elevenEvents(event))).size())
        .isEqualTo(keyLength == 109 ? 0 : stored);
  }

  private static Span.Builder elevenEvents(Span.Event.Builder last) {
    Span.Builder span = span();
    for (int i = 0; i < 10; i++) {
      span.addEvents(Span.Event.getDefaultInstance());
    }
    return span.addEvents(last);
  }

  @Test
  void the_leaves_of_a_nested_list_count_as_names_too() {
    AnyValue.Builder inner =
        AnyValue.newBuilder()
            .setKvlistValue(KeyValueList.newBuilder().addValues(pair("k".repeat(60), text("v"))));
    Span.Builder span = span().addAttributes(pair("k".repeat(60), inner));
    assertThat(reader.read(request(span, span())).size()).isEqualTo(1);
    assertThat(reader.refused(RefusalReason.TOO_LONG_FIELD_NAME)).isEqualTo(1);
  }

  @Test
  void a_span_may_have_two_mebibytes() {
    assertThat(
            reader
                .read(request(span().addAttributes(pair("b", text("x".repeat(2_097_149))))))
                .size())
        .isEqualTo(1);
    assertThat(
            reader
                .read(request(span().addAttributes(pair("b", text("x".repeat(2_097_150))))))
                .size())
        .isZero();
    assertThat(reader.refused(RefusalReason.TOO_LARGE_SPAN)).isEqualTo(1);
  }

  @Test
  void a_value_above_its_limit_is_refused_or_cut() {
    byte[] request =
        request(
            span()
                .addAttributes(pair("t", text("xy€z")))
                .addAttributes(
                    pair(
                        "b",
                        AnyValue.newBuilder().setBytesValue(ByteString.fromHex("0102030405")))),
            span());
    assertThat(reader.with(limits(4, 0)).read(request).size()).isEqualTo(1);
    assertThat(reader.refused(RefusalReason.TOO_LARGE_VALUE)).isEqualTo(1);

    SpanBatch cut = reader.with(limits(1000, 4)).read(request);
    assertThat(shown(cut, 0)).containsEntry("t", "xy").containsEntry("b", "AQIDBA==");
    assertThat(reader.refusals()).isEmpty();
  }

  private static InsertLimits limits(int valueBytesMax, int truncateValuesTo) {
    InsertLimits limits = InsertLimits.DEFAULTS;
    return new InsertLimits(
        limits.requestBytesMax(),
        limits.fieldsPerSpanMax(),
        limits.spanBytesMax(),
        valueBytesMax,
        truncateValuesTo,
        limits.inFlightBytesMax(),
        limits.storeTimeoutMillis());
  }

  @ParameterizedTest
  @CsvSource({"100, 1", "101, 0", "20000, 0"})
  void values_may_be_nested_a_hundred_levels(int levels, int stored) {
    ByteSink value = new ByteSink();
    for (int level = 0; level < levels; level++) {
      ByteSink outer = new ByteSink();
      OtlpWriter writer = new OtlpWriter(outer);
      int array = writer.begin(5);
      writer.bytes(1, value.array(), 0, value.position());
      writer.end(array);
      value = outer;
    }
    OtlpWriter writer = new OtlpWriter(new ByteSink());
    int pair = writer.begin(9);
    writer.text(1, "deep");
    writer.bytes(2, value.array(), 0, value.position());
    writer.end(pair);
    byte[] span = span().build().toByteArray();
    writer.out().putBytes(span);
    OtlpWriter request = new OtlpWriter(new ByteSink());
    int resourceSpans = request.begin(1);
    int scopeSpans = request.begin(2);
    request.bytes(2, writer.out().array(), 0, writer.out().position());
    request.end(scopeSpans);
    request.end(resourceSpans);
    SpanBatch batch = reader.read(request.out().slice());
    assertThat(batch.size()).isEqualTo(stored);
    assertThat(reader.refused(RefusalReason.TOO_DEEP)).isEqualTo(1 - stored);
    if (stored == 1) {
      assertThat(shown(batch, 0).get("deep")).hasSize(2 * levels + "null".length());
    }
  }

  @Test
  void a_resource_that_breaks_a_limit_costs_its_own_spans_only() {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder().addSpans(span()).addSpans(span());
    ResourceSpans.Builder bad = ResourceSpans.newBuilder().addScopeSpans(spans);
    bad.getResourceBuilder().addAttributes(pair("k".repeat(200), text("v")));
    ResourceSpans.Builder good = ResourceSpans.newBuilder().addScopeSpans(spans);
    SpanBatch batch =
        reader.read(
            ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(bad)
                .addResourceSpans(good)
                .build()
                .toByteArray());
    assertThat(batch.size()).isEqualTo(2);
    assertThat(reader.refused(RefusalReason.TOO_LONG_FIELD_NAME)).isEqualTo(2);
  }

  @Test
  void refused_spans_leave_nothing_behind() {
    byte[] one = request(span().setName("kept"));
    SpanBatch alone = reader.read(one);
    SpanBatch beside =
        reader.read(
            request(
                span().setName("kept"),
                withAttributes(2000).setName("refused").setTraceState("refused too")));
    assertThat(beside.values().size()).isEqualTo(alone.values().size());
    assertThat(beside.keys().size()).isEqualTo(alone.keys().size());
  }
}
