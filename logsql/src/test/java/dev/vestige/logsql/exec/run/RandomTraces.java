package dev.vestige.logsql.exec.run;

import dev.vestige.base.TenantId;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Spans of a few traces with everything that can be wrong with them: parents that are missing, or
/// come later, or are called by their own children; clocks that disagree; one id for two spans.
/// Pieces of a trace come in any batch.
final class RandomTraces {
  private static final int TRACES = 8;
  private static final int IDS = 14;
  private static final List<String> SERVICES = List.of("web", "cart", "bank");
  private static final List<String> NAMES = List.of("get", "put", "pay");

  private final RandomGenerator random;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  /// No two spans start at the same time, so that their order is certain.
  private long starts;

  RandomTraces(RandomGenerator random) {
    this.random = random;
  }

  SpanBatch next(int size) {
    builder.reset(TenantId.DEFAULT);
    for (int i = 0; i < size; i++) {
      builder.beginResource();
      if (random.nextInt(8) > 0) {
        service(SERVICES.get(random.nextInt(SERVICES.size())));
      }
      builder.endResource();
      builder.beginScope();
      builder.endScope(0, 0);
      span();
    }
    return builder.build();
  }

  private void span() {
    builder.beginSpan();
    builder.traceId(9, 1 + random.nextInt(TRACES));
    builder.spanId(1 + random.nextInt(IDS));
    builder.parentId(random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(IDS + 2));
    long start = RandomSpans.FROM_NANOS + random.nextInt(40) * 100L + starts++;
    builder.times(start, start + random.nextInt(3_000));
    builder.name(code(NAMES.get(random.nextInt(NAMES.size()))));
    builder.kind(random.nextInt(6));
    builder.status(random.nextInt(3), 0);
    builder.endSpan();
  }

  private void service(String value) {
    byte[] key = "service.name".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    builder.attributeText(
        key, 0, key.length, dev.vestige.storage.ValueType.STRING, bytes, 0, bytes.length);
  }

  private int code(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return builder.text(bytes, 0, bytes.length);
  }
}
