package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.ListedNode;
import dev.vestige.http.client.NodeHello;
import dev.vestige.insert.InsertObserver;
import dev.vestige.insert.cluster.NodeSink.Compression;
import dev.vestige.insert.cluster.TestNode.Fault;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.textrow.TextRowEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A node that keeps nothing and passes spans on, with a port of its own and faults to order.
final class TestRelay implements AutoCloseable {
  private static final int BYTES_MAX = 64 << 20;

  final NodeSink sink;
  final AtomicInteger parcels = new AtomicInteger();
  volatile Supplier<Fault> fault = () -> Fault.NONE;
  private final HttpServer server;

  TestRelay(List<ListedNode> nodes) {
    sink = new NodeSink(nodes, Compression.ON, 4 << 20, new CountedDeliveries());
    Endpoint rows =
        new TextRowEndpoint(sink, InsertLimits.DEFAULTS, BYTES_MAX, "-", InsertObserver.NONE);
    server =
        new HttpServer(
            HttpServerOptions.DEFAULT.with(
                List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0))),
            Router.builder()
                .exact(NodeHello.PATH, relay(this::hello), RouteOptions.DEFAULT)
                .exact(
                    ProtocolsEndpoint.PATH,
                    counted(relay(new ProtocolsEndpoint(Map.of(NodeHello.V1, rows)))),
                    RouteOptions.DEFAULT)
                .prefix(
                    SettlementEndpoint.PATH,
                    relay(exchange -> exchange.send(404)),
                    RouteOptions.DEFAULT)
                .build());
    server.start();
  }

  private Endpoint relay(Endpoint own) {
    return new RelayEndpoint(sink, BYTES_MAX, own);
  }

  int port() {
    return server.ports().getFirst();
  }

  private void hello(Exchange exchange) throws IOException {
    NodeHello hello =
        new NodeHello(Map.of(NodeHello.INSERT, NodeHello.V1, NodeHello.NODES, sink.nodeNames()));
    exchange.send(200, "text/plain", ByteSlice.utf8(hello.print()));
  }

  private Endpoint counted(Endpoint endpoint) {
    return exchange -> {
      parcels.incrementAndGet();
      Fault.of(fault, endpoint).serve(exchange);
    };
  }

  @Override
  public void close() {
    server.close(0);
    sink.close();
  }
}
