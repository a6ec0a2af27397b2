package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.NodeHello;
import dev.vestige.insert.InsertObserver;
import dev.vestige.insert.LocalSink;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.textrow.TextRowEndpoint;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import dev.vestige.testkit.CrashDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A node that keeps spans, with a disk in memory, a port of its own, and faults to order.
final class TestNode implements AutoCloseable {
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500));

  final Engine engine = Engine.open(CrashDirectory.empty(), OPTIONS);
  final AtomicInteger parcels = new AtomicInteger();
  private final HttpServer server;
  volatile Supplier<Fault> fault = () -> Fault.NONE;
  volatile boolean isClosed;

  /// Whether this node is of the version before.
  volatile boolean isOlder;

  /// Whether this is a node of the product that speaks protocol v1 only.
  volatile boolean isForeign;

  enum Fault {
    NONE,
    /// The request is lost.
    LOST,
    /// The request is served, and its answer is lost.
    UNANSWERED,
    REFUSED,
    UNFIT;

    /// An endpoint with faults.
    static Endpoint of(Supplier<Fault> fault, Endpoint endpoint) {
      return exchange -> {
        switch (fault.get()) {
          case NONE -> endpoint.serve(exchange);
          case LOST -> breakOff(exchange);
          case UNANSWERED -> {
            endpoint.serve(exchange);
            breakOff(exchange);
          }
          case REFUSED -> throw new VestigeException(ErrorKind.UNAVAILABLE, "no room");
          case UNFIT -> throw VestigeException.invalidInput("a batch is not fit");
        }
      };
    }

    private static void breakOff(Exchange exchange) throws IOException {
      try (BodyWriter writer = exchange.stream(200, "text/plain")) {
        writer.flush();
        writer.abort();
      }
    }
  }

  TestNode() {
    Router router =
        Router.builder()
            .exact(NodeHello.PATH, this::hello, RouteOptions.DEFAULT)
            .exact(
                "/internal/insert",
                faulty(
                    new ProtocolsEndpoint(
                        Map.of(
                            NodeHello.VESTIGE2,
                            parcels(),
                            NodeHello.VESTIGE1,
                            parcels(),
                            NodeHello.V1,
                            textRows()))),
                RouteOptions.DEFAULT)
            .prefix(
                SettlementEndpoint.PATH,
                new SettlementEndpoint(engine.batches(), engine.placements()),
                RouteOptions.DEFAULT)
            .build();
    server =
        new HttpServer(
            HttpServerOptions.DEFAULT.with(
                List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0))),
            router);
    server.start();
  }

  private Endpoint parcels() {
    return new ParcelEndpoint(
        engine.batches(),
        engine.placements(),
        engine::acceptedTimes,
        64 << 20,
        InsertObserver.NONE);
  }

  private Endpoint textRows() {
    return new TextRowEndpoint(
        new LocalSink(engine), InsertLimits.DEFAULTS, 64 << 20, "-", InsertObserver.NONE);
  }

  int port() {
    return server.ports().getFirst();
  }

  String name() {
    return "127.0.0.1:" + port();
  }

  private void hello(Exchange exchange) throws IOException {
    if (isForeign) {
      throw VestigeException.invalidInput("unsupported path requested: /internal/hello");
    }
    NodeHello hello =
        new NodeHello(
            Map.of(
                NodeHello.INSERT,
                isOlder ? NodeHello.VESTIGE1 : NodeHello.VESTIGE2 + ',' + NodeHello.VESTIGE1,
                NodeHello.CLOSED,
                isClosed ? "closed by the test" : "",
                NodeHello.PROVISIONAL,
                Integer.toString(copies())));
    exchange.send(200, "text/plain", ByteSlice.utf8(hello.print()));
  }

  private Endpoint faulty(Endpoint endpoint) {
    return exchange -> {
      if (isForeign && !exchange.rawQuery().equals("version=v1")) {
        throw VestigeException.invalidInput("unsupported protocol version; want \"v1\"");
      }
      if (isOlder && exchange.rawQuery().contains(NodeHello.VESTIGE2)) {
        throw VestigeException.invalidInput("unsupported protocol version; want \"vestige1\"");
      }
      parcels.incrementAndGet();
      Fault.of(fault, endpoint).serve(exchange);
    };
  }

  /// Provisional copies that are not settled.
  int copies() {
    return engine.batches().provisional(Integer.MAX_VALUE).size();
  }

  /// The span ids of a trace here, each as often as it is there.
  List<Long> spans(long high, long low) {
    List<Long> ids = new ArrayList<>();
    engine.spans(
        TenantId.DEFAULT,
        List.of(new TraceId(high, low)),
        Cancellation.never(),
        batch -> addIds(batch, ids));
    return ids;
  }

  private static void addIds(SpanBatch batch, List<Long> ids) {
    for (int row = 0; row < batch.size(); row++) {
      ids.add(batch.spanId(row));
    }
  }

  @Override
  public void close() {
    server.close();
    engine.close();
  }
}
