package dev.vestige.it.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.TenantId;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.Storage;
import dev.vestige.storage.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The spans that the examples of `docs/logsql` ask: three requests to a small shop, the first of
/// which fails. `docs/logsql/README.md` shows them.
final class ShopSpans {
  private static final long START_SECONDS = Instant.parse("2025-06-15T10:00:00Z").getEpochSecond();

  /// @param id of the span; its parent and its trace are named by such numbers too, 0 for none
  /// @param startMillis behind the first span
  /// @param status 0 unset, 1 good, 2 failed
  private record Span(
      int trace,
      int id,
      int parent,
      String service,
      String name,
      long startMillis,
      long durationMicros,
      int status,
      Map<String, String> attributes) {}

  private static final List<Span> SPANS =
      List.of(
          new Span(
              1,
              1,
              0,
              "frontend",
              "POST /checkout",
              0,
              320_000,
              2,
              Map.of("http.url", "/checkout?user=bob&cart=17", "http.status_code", "500")),
          new Span(
              1,
              2,
              1,
              "checkout",
              "PlaceOrder",
              20,
              290_500,
              2,
              Map.of("log", "level=error msg=\"card declined\" order=17")),
          new Span(
              1,
              3,
              2,
              "cart",
              "GetCart",
              25,
              12_250,
              1,
              Map.of("items", "[\"mug\",\"pen\",\"cap\"]", "peer", "10.0.3.7:6379")),
          new Span(
              1,
              4,
              2,
              "payment",
              "Charge",
              100,
              180_000,
              2,
              Map.of(
                  "response",
                  "{\"code\":\"declined\",\"card\":{\"brand\":\"visa\",\"tries\":[1,2]}}")),
          new Span(
              2,
              5,
              0,
              "frontend",
              "GET /product/42",
              1_000,
              45_000,
              1,
              Map.of("http.url", "/product/42?ref=mail", "http.status_code", "200")),
          new Span(
              2,
              6,
              5,
              "stock",
              "Lookup",
              1_005,
              3_100,
              1,
              Map.of("statement", "GET stock:42 from shard-3 in 1500us", "peer", "10.0.3.9:6379")),
          new Span(
              3,
              7,
              0,
              "frontend",
              "GET /product/7",
              2_500,
              61_000,
              1,
              Map.of("http.url", "/product/7", "http.status_code", "200")),
          new Span(
              3,
              8,
              7,
              "billing",
              "Notify",
              2_510,
              8_400,
              1,
              Map.of(
                  "line", "<165>1 2025-06-15T10:00:02Z host-1 billing 711 - - invoice 99 sent")));

  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  private ShopSpans() {}

  static Storage storage() {
    MemoryStorage storage = new MemoryStorage();
    ShopSpans spans = new ShopSpans();
    spans.builder.reset(TenantId.DEFAULT);
    SPANS.forEach(spans::add);
    storage.append(spans.builder.build()).join();
    return storage;
  }

  private void add(Span span) {
    builder.beginResource();
    attribute("service.name", span.service());
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    builder.beginSpan();
    builder.traceId(0x5309_0000_0000_0000L, span.trace());
    builder.spanId(span.id());
    builder.parentId(span.parent());
    long start = START_SECONDS * 1_000_000_000 + span.startMillis() * 1_000_000;
    builder.times(start, start + span.durationMicros() * 1_000);
    byte[] name = span.name().getBytes(UTF_8);
    builder.name(builder.text(name, 0, name.length));
    builder.status(span.status(), 0);
    new TreeMap<>(span.attributes()).forEach(this::attribute);
    builder.endSpan();
  }

  private void attribute(String key, String value) {
    byte[] keyBytes = key.getBytes(UTF_8);
    byte[] text = value.getBytes(UTF_8);
    builder.attributeText(keyBytes, 0, keyBytes.length, ValueType.STRING, text, 0, text.length);
  }
}
