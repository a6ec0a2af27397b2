package dev.vestige.insert.textrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.intake.OptionSource;
import dev.vestige.insert.intake.SpanGate;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.insert.otlp.OtlpReader;
import dev.vestige.insert.textrow.Recorded.Row;
import dev.vestige.storage.SpanBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextRowWriterTest {
  /// A row as it is read back, by code of its own.
  private record Sent(
      TenantId tenant, Map<String, String> labels, long timestamp, Map<String, String> fields) {}

  @Test
  void writes_what_the_other_product_writes_of_the_same_request() {
    assertSame("insert_plain", TenantId.DEFAULT, InsertOptions.NONE);
  }

  @Test
  void writes_tenants_with_high_bytes_and_names_beyond_ascii() {
    assertSame("insert_bigtenant", new TenantId(200, (int) 4_000_000_000L), InsertOptions.NONE);
  }

  @Test
  void writes_extra_labels_and_fields_and_leaves_out_ignored_ones() {
    assertSame(
        "insert_zstd",
        new TenantId(5, 7),
        options(
            Map.of(
                "extra_fields", "env=prod",
                "_stream_fields", "span_attr:http.status_code",
                "ignore_fields", "span_attr:mix")));
  }

  private static InsertOptions options(Map<String, String> arguments) {
    return InsertOptions.of(
        new OptionSource() {
          @Override
          public Optional<String> argument(String name) {
            return Optional.ofNullable(arguments.get(name));
          }

          @Override
          public Optional<String> header(String name) {
            return Optional.empty();
          }
        });
  }

  private static void assertSame(String name, TenantId tenant, InsertOptions options) {
    SpanBatch batch = read(Recorded.bytes(name + ".otlp-request.hex"), tenant, options);
    List<Sent> theirs = new ArrayList<>();
    for (Row row : Recorded.rows(name)) {
      Map<String, String> fields = new TreeMap<>();
      row.fields().forEach((field, value) -> fields.put(Recorded.today(field), value));
      theirs.add(new Sent(row.tenant(), row.labels(), row.timestampNanos(), fields));
    }
    assertThat(write(batch)).containsExactlyInAnyOrderElementsOf(theirs);
  }

  @Test
  void a_request_of_many_spans_becomes_bodies_of_bounded_size() {
    SpanBatch batch =
        read(Recorded.bytes("insert_plain.otlp-request.hex"), TenantId.DEFAULT, InsertOptions.NONE);
    TextRowWriter writer = new TextRowWriter(batch);
    ByteSink full = new ByteSink();
    full.putBytes(new byte[Limits.BODY_BYTES]);

    assertThat(writer.write(3, full)).isEqualTo(4);
    assertThat(writer.write(4, new ByteSink())).isEqualTo(batch.size());
    assertThat(writer.write(1, new ByteSink())).isEqualTo(batch.size());
  }

  private static SpanBatch read(byte[] body, TenantId tenant, InsertOptions options) {
    SpanIntake intake = new SpanIntake();
    intake.begin(tenant, options, InsertLimits.DEFAULTS, TimeRange.ALL, SpanGate.OPEN);
    new OtlpReader().read(ByteSlice.of(body), intake);
    return intake.batch();
  }

  private static List<Sent> write(SpanBatch batch) {
    ByteSink body = new ByteSink();
    assertThat(new TextRowWriter(batch).write(0, body)).isEqualTo(batch.size());
    ByteSource source = new ByteSource("rows", body.array(), 0, body.position());
    List<Sent> rows = new ArrayList<>();
    while (source.remaining() > 0) {
      TenantId tenant =
          new TenantId(
              Integer.reverseBytes(source.getInt()), Integer.reverseBytes(source.getInt()));
      source.getVarint();
      Map<String, String> labels = pairs(source);
      long timestamp = Long.reverseBytes(source.getLong());
      rows.add(new Sent(tenant, labels, timestamp, pairs(source)));
    }
    return rows;
  }

  private static Map<String, String> pairs(ByteSource source) {
    Map<String, String> pairs = new TreeMap<>();
    int count = source.getCount("pairs", 1_000);
    for (int i = 0; i < count; i++) {
      String name = text(source);
      pairs.put(name.isEmpty() ? "_msg" : name, text(source));
    }
    return pairs;
  }

  private static String text(ByteSource source) {
    int length = source.getCount("bytes", 1 << 20);
    return new String(source.array(), source.take(length), length, StandardCharsets.UTF_8);
  }
}
