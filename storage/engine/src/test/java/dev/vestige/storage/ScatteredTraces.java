package dev.vestige.storage;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Batches of spans that belong together as in life, but come in any order: traces of several
/// services with parents that were made before or come later or never, over a few minutes around
/// the end of a day. Several batches have spans of the same traces.
public final class ScatteredTraces {
  private static final long MIDNIGHT = 1_760_054_400_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;
  private static final int TRACES = 60;
  private static final int SPANS_PER_TRACE = 40;
  private static final List<String> SERVICES = List.of("cart", "checkout", "payment", "");

  private final RandomGenerator random;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final long[] traceStart = new long[TRACES];
  private final int[] spansMade = new int[TRACES];

  public ScatteredTraces(RandomGenerator random) {
    this.random = random;
    for (int trace = 0; trace < TRACES; trace++) {
      traceStart[trace] = MIDNIGHT + random.nextLong(-4 * MINUTE, 4 * MINUTE);
    }
  }

  public SpanBatch next(int spans) {
    builder.reset(TenantId.DEFAULT);
    for (int i = 0; i < spans; i++) {
      if (i == 0 || random.nextInt(4) == 0) {
        resource();
      }
      span(random.nextInt(TRACES));
    }
    return builder.build();
  }

  private void resource() {
    String service = SERVICES.get(random.nextInt(SERVICES.size()));
    builder.beginResource();
    if (!service.isEmpty()) {
      byte[] key = utf8(Streams.SERVICE_KEY);
      byte[] value = utf8(service);
      builder.attributeText(key, 0, key.length, ValueType.STRING, value, 0, value.length);
    }
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
  }

  private void span(int trace) {
    int number = Math.min(SPANS_PER_TRACE, ++spansMade[trace]);
    long start = traceStart[trace] + random.nextLong(MINUTE / 4);
    builder.beginSpan();
    builder.traceId(trace, 77);
    builder.spanId(number == SPANS_PER_TRACE ? random.nextLong() : number);
    builder.parentId(random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(SPANS_PER_TRACE));
    builder.times(start, start + random.nextLong(1L << (10 + random.nextInt(26))));
    byte[] name = utf8("operation " + random.nextInt(5));
    builder.name(builder.text(name, 0, name.length));
    builder.kind(1 + random.nextInt(5));
    builder.status(random.nextInt(3), 0);
    if (random.nextInt(3) == 0) {
      byte[] key = utf8(EdgeSeries.SYSTEM_KEYS.get(random.nextInt(3)));
      byte[] value = utf8(random.nextBoolean() ? "postgresql" : "kafka");
      builder.attributeText(key, 0, key.length, ValueType.STRING, value, 0, value.length);
    }
    builder.endSpan();
  }

  /// A question about counts of some time.
  public RollupQuery rollupQuery() {
    long from = MIDNIGHT + random.nextLong(-5 * MINUTE, 4 * MINUTE);
    TimeRange range =
        random.nextInt(3) == 0
            ? TimeRange.ALL
            : new TimeRange(from, from + random.nextLong(MINUTE));
    List<String> services =
        random.nextBoolean() ? List.of(SERVICES.get(random.nextInt(4)), "nobody") : List.of();
    return new RollupQuery(
        List.of(TenantId.DEFAULT),
        range,
        MINUTE * random.nextInt(4) - 1,
        services,
        Cancellation.afterMillis(60_000));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
