package dev.vestige.storage;

import dev.vestige.base.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Batches as one instance of a web shop's service exports them: one resource of 18 attributes, and
/// HTTP, RPC, database and messaging spans of about nine attributes. For benchmarks.
public final class ShopBatches {
  private final RandomGenerator random;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private long now = 1_760_000_000_000_000_000L;

  public ShopBatches(RandomGenerator random) {
    this.random = random;
  }

  public SpanBatch next(int spans) {
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    for (int i = 0; i < 18; i++) {
      text("resource.attribute." + i, "value of a resource attribute " + i);
    }
    builder.endResource();
    builder.beginScope();
    builder.endScope(code("@opentelemetry/instrumentation-java"), code("0.45.0"));
    for (int i = 0; i < spans; i++) {
      span();
    }
    return builder.build();
  }

  private void span() {
    int operation = random.nextInt(8);
    long start = now += random.nextInt(20_000_000);
    long duration = (long) (1e6 * Math.exp(random.nextGaussian()));
    builder.beginSpan();
    builder.traceId(random.nextLong(), random.nextLong());
    builder.spanId(random.nextLong());
    builder.parentId(random.nextInt(8) == 0 ? 0 : random.nextLong());
    builder.times(start, start + duration);
    builder.name(code("operation " + operation));
    builder.kind(1 + operation % 5);
    builder.flags(0x101);
    switch (operation % 4) {
      case 0 -> http();
      case 1 -> rpc();
      case 2 -> database();
      default -> messaging();
    }
    number("thread.id", 1 + random.nextInt(64));
    if (random.nextInt(3) == 0) {
      text("app.session.id", new UUID(random.nextLong(), random.nextLong()).toString());
    }
    if (random.nextInt(12) == 0) {
      builder.beginEvent(start + duration / 2, code("cache.lookup"), 0);
      text("key", "item:" + random.nextInt(5000));
      builder.endEvent();
    }
    builder.endSpan();
  }

  private void http() {
    text("http.request.method", "GET");
    text("url.path", "/api/checkout/" + random.nextInt(5000));
    number("http.response.status_code", random.nextInt(40) == 0 ? 404 : 200);
    text("server.address", "checkout");
    number("server.port", 8080);
    text("client.address", "10.1." + random.nextInt(256) + "." + random.nextInt(256));
    text("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64) Chrome/12" + random.nextInt(9));
    number("http.response.body.size", random.nextInt(8000));
    text("network.protocol.version", "1.1");
    text("enduser.id", "user-" + random.nextInt(20_000));
  }

  private void rpc() {
    text("rpc.system", "grpc");
    text("rpc.service", "oteldemo.checkout");
    text("rpc.method", "Place");
    number("rpc.grpc.status_code", 0);
    text("server.address", "checkout");
    number("server.port", 50051);
    put("app.order.amount", ValueType.DOUBLE, Double.doubleToRawLongBits(random.nextDouble()));
  }

  private void database() {
    text("db.system", "postgresql");
    text("db.namespace", "shop");
    text("db.operation.name", "SELECT");
    text(
        "db.query.text",
        "SELECT id, name, price, stock FROM checkout WHERE id = $1 AND region = $2 LIMIT "
            + random.nextInt(5));
    number("db.response.returned_rows", random.nextInt(50));
    text("server.address", "pg-1.shop.svc");
    number("server.port", 5432);
  }

  private void messaging() {
    text("messaging.system", "kafka");
    text("messaging.destination.name", "checkout.events");
    text("messaging.operation", "publish");
    number("messaging.kafka.partition", random.nextInt(12));
    text("messaging.message.id", Long.toHexString(random.nextLong()));
    number("messaging.message.body.size", random.nextInt(3000));
  }

  private void text(String key, String value) {
    byte[] keyBytes = utf8(key);
    byte[] bytes = utf8(value);
    builder.attributeText(keyBytes, 0, keyBytes.length, ValueType.STRING, bytes, 0, bytes.length);
  }

  private void number(String key, long value) {
    put(key, ValueType.INT, value);
  }

  private void put(String key, ValueType type, long bits) {
    byte[] keyBytes = utf8(key);
    builder.attributeNumber(keyBytes, 0, keyBytes.length, type, bits);
  }

  private int code(String text) {
    byte[] bytes = utf8(text);
    return builder.text(bytes, 0, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
