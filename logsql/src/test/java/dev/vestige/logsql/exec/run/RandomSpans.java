package dev.vestige.logsql.exec.run;

import dev.vestige.base.TenantId;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Spans of a few services and traces within two days. Each field holds values of one kind, with
/// repetitions and gaps; span ids are unique.
final class RandomSpans {
  static final long FROM_NANOS = 1_749_945_600_000_000_000L;
  private static final long RANGE_NANOS = 2 * 86_400_000_000_000L;
  private static final List<String> SERVICES = List.of("cart", "checkout", "payment");
  private static final List<String> NAMES = List.of("get", "put", "SELECT", "charge card");
  private static final List<String> TEXTS =
      List.of("error", "an error occurred", "ok", "v1.2.9", "v1.10.1", "größe", "10ms", "-");

  private final RandomGenerator random;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private int spans;

  RandomSpans(RandomGenerator random) {
    this.random = random;
  }

  SpanBatch next(int size) {
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    text("service.name", SERVICES.get(random.nextInt(SERVICES.size())));
    text("zone", "z" + random.nextInt(3));
    builder.endResource();
    builder.beginScope();
    builder.endScope(code("scope"), code("1"));
    for (int i = 0; i < size; i++) {
      span();
    }
    return builder.build();
  }

  private void span() {
    long end = FROM_NANOS + random.nextLong(RANGE_NANOS);
    if (random.nextInt(4) == 0) {
      end -= end % 1_000_000_000;
    }
    builder.beginSpan();
    builder.traceId(7, 1 + random.nextInt(20));
    builder.spanId(++spans);
    builder.parentId(random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(spans));
    builder.times(end - random.nextInt(1, 50) * 1_000_000L, end);
    builder.name(code(NAMES.get(random.nextInt(NAMES.size()))));
    builder.kind(random.nextInt(6));
    builder.status(random.nextInt(3), 0);
    if (random.nextInt(3) > 0) {
      text("text", TEXTS.get(random.nextInt(TEXTS.size())));
    }
    if (random.nextInt(3) > 0) {
      byte[] key = utf8("number");
      builder.attributeNumber(key, 0, key.length, ValueType.INT, random.nextInt(-20, 20));
    }
    builder.endSpan();
  }

  private void text(String key, String value) {
    byte[] keyBytes = utf8(key);
    byte[] bytes = utf8(value);
    builder.attributeText(keyBytes, 0, keyBytes.length, ValueType.STRING, bytes, 0, bytes.length);
  }

  private int code(String text) {
    byte[] bytes = utf8(text);
    return builder.text(bytes, 0, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
