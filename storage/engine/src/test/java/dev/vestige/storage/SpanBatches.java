package dev.vestige.storage;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random batches that have a bit of everything a batch can hold, more often than life does:
/// several resources and scopes, shared and odd ids, times at the ends of their range, every value
/// type, nested lists with their leaves, events, links, overrides and stream fields.
public final class SpanBatches {
  private static final int TRACES = 8;
  private static final List<String> KEYS =
      List.of("a", "b.c", "http.request.method", "größe", "", "url.path", "thread.id", "db");

  private final RandomGenerator random;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final long[] traceHigh = new long[TRACES];
  private final long[] traceLow = new long[TRACES];
  private int overrideLists;

  private SpanBatches(RandomGenerator random) {
    this.random = random;
  }

  /// A batch of up to so many spans, 0 among them.
  public static SpanBatch random(RandomGenerator random, int spansMax) {
    return new SpanBatches(random).batch(random.nextInt(spansMax + 1));
  }

  /// A batch without spans.
  public static SpanBatch empty(TenantId tenant) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(tenant);
    return builder.build();
  }

  private SpanBatch batch(int spans) {
    builder.reset(
        random.nextBoolean() ? TenantId.DEFAULT : new TenantId(random.nextInt(), random.nextInt()));
    if (chance(4)) {
      builder.streamFields(List.of("span_attr:http.request.method", "größe"));
    }
    for (int i = 0; i < TRACES; i++) {
      traceHigh[i] = chance(4) ? 0 : random.nextLong();
      traceLow[i] = random.nextLong();
    }
    resource();
    scope();
    for (int i = 0; i < spans; i++) {
      between();
      span();
    }
    return builder.build();
  }

  private void between() {
    if (chance(8)) {
      resource();
    }
    if (chance(8)) {
      scope();
    }
    if (chance(10)) {
      overrides();
    }
  }

  private void resource() {
    builder.beginResource();
    attributes(6);
    builder.endResource();
  }

  private void scope() {
    builder.beginScope();
    attributes(3);
    builder.endScope(text(), text());
  }

  private void overrides() {
    for (int i = random.nextInt(3); i >= 0; i--) {
      String field = "span_attr:" + KEYS.get(random.nextInt(KEYS.size()));
      switch (random.nextInt(3)) {
        case 0 -> builder.override(field, ValueType.ABSENT, "");
        case 1 -> builder.override("trace_id", ValueType.STRING, "");
        default -> builder.override(field, ValueType.STRING, "v" + random.nextInt(50));
      }
    }
    overrideLists = builder.endOverrides();
  }

  private void span() {
    builder.beginSpan();
    builder.overrideList(chance(5) ? random.nextInt(overrideLists + 1) : 0);
    int trace = random.nextInt(TRACES);
    builder.traceId(traceHigh[trace], traceLow[trace]);
    builder.spanId(chance(20) ? 0 : random.nextLong());
    builder.parentId(chance(3) ? 0 : random.nextLong());
    long start = time();
    builder.times(start, chance(10) ? time() : start + random.nextLong(1L << 34));
    builder.name(text());
    builder.kind(random.nextInt(6));
    builder.status(random.nextInt(3), chance(5) ? text() : 0);
    builder.traceState(chance(9) ? text() : 0);
    builder.flags(chance(9) ? random.nextInt() : 0x101);
    builder.dropped(small(), small(), small());
    attributes(12);
    for (int i = chance(3) ? random.nextInt(4) : 0; i > 0; i--) {
      builder.beginEvent(time(), text(), small());
      attributes(4);
      builder.endEvent();
    }
    for (int i = chance(4) ? random.nextInt(3) : 0; i > 0; i--) {
      builder.beginLink(random.nextLong(), random.nextLong(), random.nextLong());
      attributes(2);
      builder.linkDetails(text(), chance(2) ? random.nextInt() : 0, small());
      builder.endLink();
    }
    if (chance(20)) {
      builder.dropSpan();
    } else {
      builder.endSpan();
    }
  }

  private long time() {
    return switch (random.nextInt(12)) {
      case 0 -> random.nextLong();
      case 1 -> Long.MAX_VALUE;
      case 2 -> Long.MIN_VALUE;
      case 3 -> 0;
      default -> 1_700_000_000_000_000_000L + random.nextLong(1L << 42);
    };
  }

  private int small() {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextInt();
      case 1, 2 -> random.nextInt(300);
      default -> 0;
    };
  }

  private int text() {
    byte[] text = utf8("text-" + random.nextInt(40));
    return chance(6) ? 0 : builder.text(text, 0, text.length);
  }

  private void attributes(int max) {
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      attribute();
    }
  }

  private void attribute() {
    byte[] key = utf8(chance(6) ? "key." + random.nextInt(500) : KEYS.get(random.nextInt(8)));
    ValueType type = ValueType.ofCode(1 + random.nextInt(ValueType.CODES - 1));
    switch (type) {
      case ABSENT -> throw new AssertionError();
      case NULL -> builder.attributeText(key, 0, key.length, type, key, 0, 0);
      case STRING, BYTES -> {
        byte[] value = new byte[chance(40) ? random.nextInt(2000) : random.nextInt(12)];
        random.nextBytes(value);
        builder.attributeText(key, 0, key.length, type, value, 0, value.length);
      }
      case BOOL -> builder.attributeNumber(key, 0, key.length, type, random.nextInt(2));
      case INT, DOUBLE ->
          builder.attributeNumber(
              key, 0, key.length, type, chance(2) ? random.nextInt(300) : random.nextLong());
      case ARRAY, KVLIST -> {
        byte[] any = type == ValueType.ARRAY ? array() : list(2);
        builder.attributeNested(key, 0, key.length, type, any, 0, any.length);
      }
    }
  }

  /// An OTLP `AnyValue` with a string in it.
  private byte[] leaf() {
    return message(1, utf8("leaf-" + random.nextInt(30)));
  }

  private byte[] array() {
    ByteSink values = new ByteSink();
    for (int i = random.nextInt(3); i > 0; i--) {
      values.putBytes(message(1, leaf()));
    }
    return message(5, values.toByteArray());
  }

  private byte[] list(int depth) {
    ByteSink pairs = new ByteSink();
    for (int i = random.nextInt(4); i > 0; i--) {
      ByteSink pair = new ByteSink();
      pair.putBytes(message(1, utf8("k" + random.nextInt(5))));
      pair.putBytes(
          message(
              2,
              switch (random.nextInt(3)) {
                case 0 -> array();
                case 1 -> depth == 0 ? leaf() : list(depth - 1);
                default -> leaf();
              }));
      pairs.putBytes(message(1, pair.toByteArray()));
    }
    return message(6, pairs.toByteArray());
  }

  /// A length-delimited protobuf field.
  private static byte[] message(int field, byte[] content) {
    ByteSink out = new ByteSink();
    out.putVarint(field << 3 | 2);
    out.putSized(content, 0, content.length);
    return out.toByteArray();
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
