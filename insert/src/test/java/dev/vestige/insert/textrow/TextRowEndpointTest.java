package dev.vestige.insert.textrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.textrow.Recorded.Row;
import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seed.class)
class TextRowEndpointTest {
  private static final String TRACE = "0000000000000000000000000000abcd";
  private static final String SPAN = "00000000000000ef";
  private static final Map<String, String> LABELS = Map.of("name", "buy");

  private final TextRowServer server = new TextRowServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "insert_plain.n1,",
    "insert_plain.n2,",
    "insert_zstd.n1,zstd",
    "insert_zstd.n2,zstd",
    "insert_bigtenant.n1,",
    "insert_bigtenant.n2,"
  })
  void recorded_rows_are_shown_as_they_were_sent_with_the_spelling_of_today(
      String body, String encoding) {
    byte[] bytes = Recorded.bytes(body + ".request-body.hex");
    int status =
        encoding == null ? server.send(bytes) : server.send(bytes, "Content-Encoding", encoding);

    assertThat(status).isEqualTo(200);
    List<Row> sent = Recorded.rows(body);
    assertThat(sent).isNotEmpty();
    List<Map<String, String>> shown = server.rows(sent.getFirst().tenant());
    assertThat(shown.stream().map(TextRowEndpointTest::withoutComputed))
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().map(TextRowEndpointTest::asShown).toList());
    for (Row row : sent) {
      Map<String, String> found = find(shown, row.fields().get("span_id"));
      assertThat(found).containsEntry("_stream_id", row.streamId());
      assertThat(found.get("_time")).isEqualTo(time(row.timestampNanos()));
    }
  }

  private static String time(long nanos) {
    ByteSink text = new ByteSink();
    dev.vestige.storage.TimeText.append(nanos, text);
    return text.slice().toString();
  }

  private static Map<String, String> find(List<Map<String, String>> rows, String span) {
    return rows.stream().filter(row -> span.equals(row.get("span_id"))).findFirst().orElseThrow();
  }

  private static Map<String, String> withoutComputed(Map<String, String> row) {
    Map<String, String> rest = new TreeMap<>(row);
    rest.keySet().removeAll(List.of("_time", "_stream", "_stream_id"));
    return rest;
  }

  /// With what a span always has.
  private static Map<String, String> asShown(Row row) {
    Map<String, String> fields = new TreeMap<>();
    row.fields().forEach((name, value) -> fields.put(Recorded.today(name), value));
    return fields;
  }

  @Test
  void rows_without_most_fields_are_stored_and_one_before_1970_is_left_out() {
    assertThat(server.send(Recorded.bytes("crafted_insert.n1.request-body.hex"))).isEqualTo(200);

    List<Map<String, String>> rows = server.rows(new TenantId(0, 42));
    assertThat(rows).hasSize(2);
    assertThat(find(rows, "0000000000000001"))
        .containsEntry("duration", "12")
        .containsEntry("end_time_unix_nano", "1735689605000000000");
    assertThat(find(rows, "0000000000000002")).containsEntry("long", "z".repeat(200));
    assertThat(server.rows(new TenantId(-1, 42))).isEmpty();
    assertThat(server.dropped).containsOnly(Map.entry(RefusalReason.TOO_BIG_TIMESTAMP, 1L));
  }

  @Test
  void rows_of_indexes_are_left_out_and_counted() {
    ByteSink body = new ByteSink();
    put(Map.of("trace_id_idx_stream", "17"), Map.of("trace_id_idx", TRACE), body);
    put(Map.of("trace_service_graph_stream", "-"), Map.of("parent", "a", "child", "b"), body);
    put(LABELS, Map.of("trace_id", TRACE, "span_id", SPAN, "name", "buy"), body);

    assertThat(server.send(body.toByteArray())).isEqualTo(200);
    assertThat(server.rows(TenantId.DEFAULT)).hasSize(1);
    assertThat(server.dropped).containsOnly(Map.entry(RefusalReason.INDEX_ROW, 2L));
  }

  @ParameterizedTest
  @CsvSource({"-,-", "nothing said,nothing said", "'',"})
  void a_row_without_a_message_shows_what_the_node_says(String messageIfNone, String shown) {
    ByteSink body = new ByteSink();
    put(LABELS, Map.of("trace_id", TRACE, "span_id", SPAN, "name", "buy"), body);
    put(LABELS, Map.of("trace_id", TRACE, "span_id", "00000000000000f0", "", "own"), body);

    try (var node = new TextRowServer(messageIfNone)) {
      assertThat(node.send(body.toByteArray())).isEqualTo(200);
      List<Map<String, String>> rows = node.rows(TenantId.DEFAULT);
      assertThat(find(rows, SPAN).get("_msg")).isEqualTo(shown);
      assertThat(find(rows, "00000000000000f0")).containsEntry("_msg", "own");
    }
  }

  @Test
  void a_row_without_ids_shows_none() {
    ByteSink body = new ByteSink();
    put(LABELS, Map.of("name", "buy"), body);
    put(LABELS, Map.of("name", "sell", "trace_id", "not hex", "span_id", SPAN), body);

    assertThat(server.send(body.toByteArray())).isEqualTo(200);
    List<Map<String, String>> rows = server.rows(TenantId.DEFAULT);
    assertThat(rows).hasSize(2);
    assertThat(rows.stream().filter(row -> row.get("name").equals("buy")).findFirst().orElseThrow())
        .doesNotContainKeys("trace_id", "span_id");
    assertThat(find(rows, SPAN)).containsEntry("trace_id", "not hex");
  }

  @Test
  void both_spellings_of_events_and_values_that_fit_nowhere_are_shown() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("trace_id", TRACE);
    fields.put("span_id", SPAN);
    fields.put("event:0:event_name", "first");
    fields.put("event:0:event_attr:a:b", "c");
    fields.put("event:event_name:1", "second");
    fields.put("event:event_name:999999999", "far away");
    fields.put("link:0:link_trace_id", TRACE);
    fields.put("kind", "client");
    fields.put("flags", "-1");
    fields.put("event:event_time_unix_nano:1", "now");
    fields.put("_msg", "hello");
    fields.put("env", "prod");
    ByteSink body = new ByteSink();
    put(LABELS, fields, body);

    assertThat(server.send(body.toByteArray())).isEqualTo(200);
    assertThat(server.rows(TenantId.DEFAULT).getFirst())
        .containsEntry("event:event_name:0", "first")
        .containsEntry("event:event_attr:a:b:0", "c")
        .containsEntry("event:event_name:1", "second")
        .containsEntry("event:event_name:999999999", "far away")
        .containsEntry("link:link_trace_id:0", TRACE)
        .containsEntry("kind", "client")
        .containsEntry("flags", "-1")
        .containsEntry("event:event_time_unix_nano:1", "now")
        .containsEntry("_msg", "hello")
        .containsEntry("env", "prod")
        .doesNotContainKey("event:event_name:2");
  }

  @Test
  void rows_beyond_the_limits_are_left_out_and_the_others_stored() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 1_001; i++) {
      many.put("span_attr:k" + i, "v");
    }
    ByteSink body = new ByteSink();
    put(LABELS, many, body);
    put(LABELS, Map.of("n".repeat(200), "v"), body);
    put(LABELS, Map.of("span_attr:" + "n".repeat(200), "v"), body);
    put(LABELS, Map.of("trace_id", TRACE, "span_id", SPAN), body);

    assertThat(server.send(body.toByteArray())).isEqualTo(200);
    assertThat(server.rows(TenantId.DEFAULT)).hasSize(1);
    assertThat(server.dropped)
        .containsOnly(
            Map.entry(RefusalReason.TOO_MANY_FIELDS, 1L),
            Map.entry(RefusalReason.TOO_LONG_FIELD_NAME, 2L));
  }

  @Test
  void labels_that_cannot_be_read_cost_their_row_only() {
    ByteSink body = new ByteSink();
    put(new byte[] {5, 1}, Map.of("trace_id", TRACE), body);
    put(LABELS, Map.of("trace_id", TRACE, "span_id", SPAN), body);

    assertThat(server.send(body.toByteArray())).isEqualTo(200);
    assertThat(server.rows(TenantId.DEFAULT)).hasSize(1);
    assertThat(server.dropped).containsOnly(Map.entry(RefusalReason.BROKEN_STREAM, 1L));
  }

  @Test
  void a_body_that_is_cut_off_is_refused_as_a_whole() {
    byte[] whole = Recorded.bytes("crafted_insert.n1.request-body.hex");
    int firstRow = 4 + 4 + 1 + whole[8] + 8;
    for (int length : List.of(1, 7, 9, firstRow, whole.length - 1)) {
      assertThat(server.send(Arrays.copyOf(whole, length))).as("%d bytes", length).isEqualTo(400);
    }
    assertThat(server.send(new byte[TextRowServer.BYTES_MAX + 1])).isEqualTo(413);
    assertThat(server.send(new byte[0])).isEqualTo(200);
    assertThat(server.send(new byte[0], "Content-Encoding", "zstd")).isEqualTo(200);
    assertThat(server.rows(new TenantId(0, 42))).isEmpty();
  }

  @Test
  void no_bytes_are_more_than_refused(RandomGenerator random) {
    byte[] whole = Recorded.bytes("insert_plain.n1.request-body.hex");
    for (int round = 0; round < 300; round++) {
      byte[] bytes = whole.clone();
      for (int i = random.nextInt(1, 20); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThat(server.send(bytes)).isIn(200, 400);
    }
  }

  private static void put(Map<String, String> labels, Map<String, String> fields, ByteSink out) {
    ByteSink form = new ByteSink();
    form.putVarint(labels.size());
    labels.forEach((name, value) -> putPair(name, value, form));
    put(form.toByteArray(), fields, out);
  }

  private static void put(byte[] labels, Map<String, String> fields, ByteSink out) {
    out.putLong(0);
    out.putSized(labels, 0, labels.length);
    out.putLong(Long.reverseBytes(1_735_689_605_000_000_000L));
    out.putVarint(fields.size());
    fields.forEach((name, value) -> putPair(name, value, out));
  }

  private static void putPair(String name, String value, ByteSink out) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    out.putSized(key, 0, key.length);
    out.putSized(text, 0, text.length);
  }
}
