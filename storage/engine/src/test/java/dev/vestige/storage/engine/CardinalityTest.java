package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.Streams;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many streams and many attribute keys cost memory for the spans under way only.
class CardinalityTest {
  private static final int STREAMS = 100_000;
  private static final int KEYS = 5_000;
  private static final int BATCH = 500;

  @TempDir Path temporary;

  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final long now = System.currentTimeMillis() * 1_000_000;

  @Test
  void a_hundred_thousand_streams_with_five_thousand_keys_fit_into_small_heads() {
    EngineOptions options = EngineOptions.DEFAULTS.withHeadRowsMax(20_000);
    try (Engine engine = Engine.open(FileSystemDirectory.create(temporary), options)) {
      for (int first = 0; first < STREAMS; first += BATCH) {
        engine.append(batch(first)).join();
        assertThat(engine.size().headRows()).isLessThanOrEqualTo(4 * (20_000L + BATCH));
      }
      engine.flush();
      engine.forceMerge("");
      assertThat(engine.size().partRows()).isEqualTo(STREAMS);
      assertThat(rowsWith(engine, "span_attr:key." + 4_321)).isEqualTo(STREAMS / KEYS);
    }
  }

  private static long rowsWith(Engine engine, String field) {
    AtomicLong rows = new AtomicLong();
    engine.search(
        SearchRequest.of(TenantId.DEFAULT, TimeRange.ALL, Cancellation.afterMillis(60_000)),
        (block, _) -> {
          ColumnVector column = block.column(field);
          for (int row = 0; row < block.rows(); row++) {
            rows.addAndGet(column.isEmpty(row) ? 0 : 1);
          }
          return true;
        });
    return rows.get();
  }

  private SpanBatch batch(int first) {
    builder.reset(TenantId.DEFAULT);
    for (int i = first; i < first + BATCH; i++) {
      builder.beginResource();
      put(Streams.SERVICE_KEY, "service " + i);
      builder.endResource();
      builder.beginScope();
      builder.endScope(0, 0);
      builder.beginSpan();
      builder.traceId(i, 7);
      builder.spanId(i + 1L);
      builder.times(now + i, now + i + 1_000);
      byte[] name = utf8("operation");
      builder.name(builder.text(name, 0, name.length));
      put("key." + i % KEYS, "value");
      builder.endSpan();
    }
    return builder.build();
  }

  private void put(String key, String value) {
    byte[] keyBytes = utf8(key);
    byte[] bytes = utf8(value);
    builder.attributeText(keyBytes, 0, keyBytes.length, ValueType.STRING, bytes, 0, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
