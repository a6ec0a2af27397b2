package dev.vestige.cmd.vtgen;

import dev.vestige.cmd.vtgen.Operation.Call;
import dev.vestige.cmd.vtgen.Operation.Order;
import dev.vestige.cmd.vtgen.Operation.Trade;
import dev.vestige.cmd.vtgen.SpanDraft.SpanKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/// What the services of a shop do, and what its customers and jobs begin. Immutable.
final class Shop {
  private static final List<Operation> OPERATIONS =
      List.of(
          page(
              "GET /",
              5,
              call("catalog ListProducts"),
              call("recommendation ForVisitor", 0.7),
              call("ads PickBanner", 0.5)),
          page(
              "GET /product/{sku}",
              4,
              call("catalog GetProduct"),
              call("reviews ListReviews", 0.8),
              call("recommendation SimilarTo", 0.6),
              call("currency Convert", 0.4)),
          page(
              "GET /search",
              6,
              call("search Query"),
              call("catalog GetProduct").times(6).sideBySide()),
          page("POST /cart", 3, call("cart AddItem")),
          page("GET /cart", 3, call("cart GetCart"), call("currency Convert", 0.5)),
          page("POST /checkout", 8, call("checkout PlaceOrder")),
          page("POST /login", 4, call("account SignIn")),
          rpc(
              "catalog",
              "ListProducts",
              3,
              call("GET products:page"),
              call("SELECT products", 0.3)),
          rpc(
              "catalog",
              "GetProduct",
              2,
              call("GET product"),
              call("SELECT products", 0.2),
              call("inventory GetStock", 0.5)),
          rpc("catalog", "WalkCategories", 1, call("visit category")),
          code("visit category", 0.4, call("GET category", 0.7), call("visit category", 0.97)),
          rpc("search", "Query", 9, call("parse query"), call("search products")),
          code("parse query", 0.3),
          rpc("recommendation", "ForVisitor", 12, call("GET profile"), call("score candidates")),
          rpc("recommendation", "SimilarTo", 7, call("score candidates")),
          code("score candidates", 15),
          rpc("reviews", "ListReviews", 4, call("SELECT reviews")),
          rpc("ads", "PickBanner", 2, call("GET campaign")),
          rpc("currency", "Convert", 0.4),
          rpc("cart", "AddItem", 2, call("inventory GetStock"), call("HSET cart")),
          rpc("cart", "GetCart", 1.5, call("HGETALL cart")),
          rpc("account", "SignIn", 45, call("SELECT accounts"), call("UPDATE accounts", 0.9)),
          rpc("inventory", "GetStock", 1.2, call("SELECT stock")),
          rpc("inventory", "Reserve", 3, call("UPDATE stock").times(3)),
          rpc(
              "checkout",
              "PlaceOrder",
              10,
              call("cart GetCart"),
              call("inventory Reserve"),
              call("fraud Check"),
              call("payment Charge"),
              call("INSERT orders"),
              call("shipping orders process"),
              call("invoicing invoices process", 0.9)),
          rpc("fraud", "Check", 25, call("GET profile"), call("evaluate rules")),
          code("evaluate rules", 6),
          rpc("payment", "Charge", 14, call("POST psp.example/charges"), call("INSERT payments")),
          consumer(
              "shipping",
              "orders process",
              20,
              call("INSERT shipments"),
              call("POST carrier.example/labels"),
              call("mailer mails process")),
          consumer(
              "invoicing",
              "invoices process",
              35,
              call("render document"),
              call("INSERT invoices"),
              call("mailer mails process")),
          consumer(
              "mailer",
              "mails process",
              9,
              call("render document", 0.6),
              call("POST smtp.example/messages")),
          code("render document", 30),
          rpc(
              "inventory",
              "SyncWarehouse",
              40,
              call("warehouse ReadShelf").times(250).sideBySide()),
          rpc("warehouse", "ReadShelf", 3, call("SELECT shelves")),
          leaf("SELECT products", Trade.SQL, 1.8, 0.0004),
          leaf("SELECT reviews", Trade.SQL, 2.5, 0.0004),
          leaf("SELECT accounts", Trade.SQL, 1.1, 0.0002),
          leaf("UPDATE accounts", Trade.SQL, 1.9, 0.0006),
          leaf("SELECT stock", Trade.SQL, 0.7, 0.0002),
          leaf("UPDATE stock", Trade.SQL, 2.2, 0.002),
          leaf("SELECT shelves", Trade.SQL, 0.9, 0.0005),
          leaf("INSERT orders", Trade.SQL, 3.1, 0.001),
          leaf("INSERT payments", Trade.SQL, 2.4, 0.0005),
          leaf("INSERT shipments", Trade.SQL, 2.2, 0.0005),
          leaf("INSERT invoices", Trade.SQL, 2.6, 0.0005),
          leaf("GET products:page", Trade.CACHE, 0.3, 0.0003),
          leaf("GET product", Trade.CACHE, 0.2, 0.0003),
          leaf("GET category", Trade.CACHE, 0.2, 0.0001),
          leaf("GET profile", Trade.CACHE, 0.3, 0.0003),
          leaf("GET campaign", Trade.CACHE, 0.2, 0.0002),
          leaf("HSET cart", Trade.CACHE, 0.3, 0.0003),
          leaf("HGETALL cart", Trade.CACHE, 0.4, 0.0003),
          leaf("search products", Trade.SEARCH, 18, 0.002),
          leaf("POST psp.example/charges", Trade.OUTSIDE, 180, 0.02),
          leaf("POST carrier.example/labels", Trade.OUTSIDE, 240, 0.015),
          leaf("POST smtp.example/messages", Trade.OUTSIDE, 60, 0.01));

  /// What begins a trace, and how often relative to the others.
  private record Entry(String operation, double weight) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("storefront GET /", 30),
          new Entry("storefront GET /product/{sku}", 34),
          new Entry("storefront GET /search", 14),
          new Entry("storefront GET /cart", 8),
          new Entry("storefront POST /cart", 6),
          new Entry("storefront POST /checkout", 4),
          new Entry("storefront POST /login", 3),
          new Entry("catalog WalkCategories", 0.8),
          new Entry("inventory SyncWarehouse", 0.1));

  private final Map<String, Operation> operations = new HashMap<>();
  private final double weights;

  Shop() {
    OPERATIONS.forEach(operation -> operations.put(operation.key(), operation));
    weights = ENTRIES.stream().mapToDouble(Entry::weight).sum();
  }

  /// The services there are, for those who count them.
  static List<String> services() {
    return OPERATIONS.stream()
        .map(Operation::service)
        .filter(service -> !service.isEmpty())
        .distinct()
        .toList();
  }

  Operation operation(String key) {
    return Objects.requireNonNull(operations.get(key), key);
  }

  /// What begins the next trace.
  Operation entry(SplittableRandom random) {
    double left = random.nextDouble() * weights;
    for (Entry entry : ENTRIES) {
      left -= entry.weight();
      if (left < 0) {
        return operation(entry.operation());
      }
    }
    return operation(ENTRIES.getFirst().operation());
  }

  private static Operation page(String name, double millis, Call... calls) {
    return new Operation(
        "storefront", name, SpanKind.SERVER, Trade.HTTP, millis, 0.002, List.of(calls));
  }

  private static Operation rpc(String service, String name, double millis, Call... calls) {
    return new Operation(service, name, SpanKind.SERVER, Trade.RPC, millis, 0.001, List.of(calls));
  }

  private static Operation consumer(String service, String name, double millis, Call... calls) {
    return new Operation(
        service, name, SpanKind.CONSUMER, Trade.QUEUE, millis, 0.004, List.of(calls));
  }

  private static Operation code(String name, double millis, Call... calls) {
    return new Operation("", name, SpanKind.INTERNAL, Trade.CODE, millis, 0.0002, List.of(calls));
  }

  private static Operation leaf(String name, Trade trade, double millis, double errorRate) {
    return new Operation("", name, SpanKind.CLIENT, trade, millis, errorRate, List.of());
  }

  private static Call call(String operation) {
    return call(operation, 1);
  }

  private static Call call(String operation, double probability) {
    return new Call(operation, probability, 1, Order.ONE_BY_ONE);
  }
}
