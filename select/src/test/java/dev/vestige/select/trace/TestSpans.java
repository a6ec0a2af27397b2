package dev.vestige.select.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.TenantId;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.ValueType;

/// Makes batches of spans for tests, one service after another.
public final class TestSpans {
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  public TestSpans() {
    builder.reset(TenantId.DEFAULT);
  }

  /// Begins a service; its spans follow.
  public TestSpans service(String name) {
    builder.beginResource();
    attribute("service.name", name);
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    return this;
  }

  public TestSpans span(
      TraceId trace, long id, long parent, String name, long startNanos, long endNanos) {
    builder.beginSpan();
    builder.traceId(trace.high(), trace.low());
    builder.spanId(id);
    builder.parentId(parent);
    builder.times(startNanos, endNanos);
    byte[] bytes = name.getBytes(UTF_8);
    builder.name(builder.text(bytes, 0, bytes.length));
    builder.endSpan();
    return this;
  }

  /// The spans that follow show another text for a field.
  public TestSpans override(String field, String text) {
    builder.override(field, ValueType.STRING, text);
    var _ = builder.endOverrides();
    return this;
  }

  private void attribute(String key, String value) {
    byte[] bytes = (key + value).getBytes(UTF_8);
    int keyLength = key.getBytes(UTF_8).length;
    builder.attributeText(
        bytes, 0, keyLength, ValueType.STRING, bytes, keyLength, bytes.length - keyLength);
  }

  public SpanBatch build() {
    return builder.build();
  }
}
