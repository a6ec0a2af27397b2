package dev.vestige.cmd.vtgen;

import java.util.List;
import java.util.SplittableRandom;

/// What the spans of one trace say about who wants what, and how it went. Confined to one thread.
final class TraceFacts {
  private static final List<String> PRODUCTS =
      List.of(
          "wool socks",
          "rain jacket",
          "trail shoes",
          "head lamp",
          "camping stove",
          "down vest",
          "hiking poles",
          "dry bag",
          "climbing rope",
          "water filter",
          "sleeping mat",
          "sun hat");
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/144.0",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15",
          "ShopApp/8.4.1 (Android 16)",
          "curl/8.14.1");
  private static final List<String> PLANS = List.of("guest", "guest", "member", "gold");

  private final SplittableRandom random;
  private String customer = "";
  private String plan = "";
  private String product = "";
  private String sku = "";
  private String agent = "";
  private String address = "";
  private long order;

  TraceFacts(SplittableRandom random) {
    this.random = random;
  }

  /// Another customer wants something else.
  void draw() {
    // Few customers come often, and many once.
    long number = (long) Math.pow(50_000, random.nextDouble());
    customer = "c-" + number;
    plan = PLANS.get((int) (number % PLANS.size()));
    int article = random.nextInt(PRODUCTS.size());
    product = PRODUCTS.get(article);
    sku = "SKU-" + (1000 + article * 37);
    agent = AGENTS.get(random.nextInt(AGENTS.size()));
    address = "203.0.113." + random.nextInt(1, 255);
    order = random.nextLong(1_000_000, 10_000_000);
  }

  /// Adds what spans of that trade say. What depends on the end is added by [#end].
  void add(Operation operation, SpanDraft span) {
    Facts facts = span.facts;
    String name = operation.name();
    String verb = operation.verb();
    String object = operation.object();
    switch (operation.trade()) {
      case HTTP -> addPage(facts, verb, object);
      case RPC ->
          facts
              .text("rpc.system", "grpc")
              .text("rpc.service", "shop." + operation.service())
              .text("rpc.method", name)
              .text("customer.id", customer);
      case SQL -> addStatement(facts, verb, object);
      case CACHE ->
          facts
              .text("db.system.name", "redis")
              .text("db.operation.name", verb)
              .text("db.query.text", verb + " " + object + ":" + sku)
              .yesNo("cache.hit", random.nextInt(10) < 8)
              .text("server.address", "cache.shop.internal");
      case SEARCH ->
          facts
              .text("db.system.name", "opensearch")
              .text("db.operation.name", "search")
              .text("search.query", product)
              .whole("search.hits", random.nextInt(0, 400));
      case QUEUE ->
          facts
              .text("messaging.system", "kafka")
              .text("messaging.destination.name", verb)
              .text("messaging.message.id", Long.toHexString(random.nextLong()))
              .whole("messaging.kafka.offset", order)
              .whole("order.id", order);
      case OUTSIDE ->
          facts
              .text("http.request.method", verb)
              .text("server.address", object.substring(0, object.indexOf('/')))
              .text("url.full", "https://" + object)
              .real("order.amount", random.nextInt(500, 50_000) / 100.0);
      case CODE ->
          facts.text("code.function.name", name.replace(' ', '_')).text("product.sku", sku);
    }
  }

  private void addPage(Facts facts, String verb, String object) {
    facts
        .text("http.request.method", verb)
        .text("http.route", object)
        .text("url.path", object.replace("{sku}", sku))
        .text("url.scheme", "https")
        .text("user_agent.original", agent)
        .text("client.address", address)
        .text("customer.id", customer)
        .text("customer.plan", plan);
  }

  private void addStatement(Facts facts, String verb, String object) {
    facts
        .text("db.system.name", "postgresql")
        .text("db.namespace", "shop")
        .text("db.operation.name", verb)
        .text("db.collection.name", object)
        .text("db.query.text", statement(verb, object))
        .whole("db.response.returned_rows", verb.equals("SELECT") ? random.nextInt(40) : 1)
        .text("server.address", "db-" + (1 + object.length() % 3) + ".shop.internal")
        .whole("server.port", 5432);
  }

  private String statement(String verb, String table) {
    return switch (verb) {
      case "SELECT" -> "SELECT * FROM " + table + " WHERE sku = $1 LIMIT 40";
      case "UPDATE" -> "UPDATE " + table + " SET changed_at = now() WHERE sku = $1";
      default -> "INSERT INTO " + table + " (id, sku, customer) VALUES ($1, $2, $3)";
    };
  }

  /// Adds how it ended.
  void end(Operation operation, SpanDraft span) {
    boolean failed = span.hasFailed();
    switch (operation.trade()) {
      case HTTP, OUTSIDE ->
          span.facts.whole(
              "http.response.status_code",
              failed
                  ? 500 + 3 * random.nextInt(2)
                  : operation.name().startsWith("POST") ? 201 : 200);
      case RPC -> span.facts.whole("rpc.grpc.status_code", failed ? 13 : 0);
      case SQL, CACHE, SEARCH, QUEUE, CODE -> {}
    }
  }

  private record Failure(String type, String message) {
    /// As the log of a Java service would have it.
    String stackTrace(Operation operation) {
      return type
          + ": "
          + message
          + "\n\tat shop."
          + operation.key().replace(' ', '.')
          + "(Shop.java:"
          + (40 + operation.name().length())
          + ")\n\tat shop.Server.handle(Server.java:112)";
    }
  }

  /// Makes an operation fail by itself.
  void fail(Operation operation, SpanDraft span) {
    Failure failure = failure(operation);
    Facts facts =
        new Facts()
            .text("exception.type", failure.type())
            .text("exception.message", failure.message())
            .text("exception.stacktrace", failure.stackTrace(operation));
    span.events.add(new SpanDraft.Event(span.endNanos, "exception", facts));
    span.fail(failure.message());
  }

  private Failure failure(Operation operation) {
    return switch (operation.trade()) {
      case SQL ->
          new Failure(
              "org.postgresql.util.PSQLException",
              "ERROR: deadlock detected while reading " + operation.object());
      case CACHE -> new Failure("redis.TimeoutException", "no answer within 250 ms");
      case OUTSIDE -> new Failure("java.net.http.HttpTimeoutException", "request timed out");
      case QUEUE ->
          new Failure("shop.RejectedMessage", "cannot read the message of order " + order);
      case HTTP, RPC, SEARCH, CODE ->
          new Failure(
              "java.lang.IllegalStateException",
              "no " + product + " left for customer " + customer);
    };
  }
}
