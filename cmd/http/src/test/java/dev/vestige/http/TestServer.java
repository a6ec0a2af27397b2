package dev.vestige.http;

import dev.vestige.base.ByteSlice;
import java.util.List;
import java.util.function.UnaryOperator;

/// A server on a free port of the loopback interface.
final class TestServer implements AutoCloseable {
  static final String TEXT = "text/plain; charset=utf-8";

  final HttpServer server;
  final int port;
  final Recorder recorder = new Recorder();

  private TestServer(Router router, UnaryOperator<HttpServerOptions> change) {
    HttpServerOptions options =
        change.apply(
            HttpServerOptions.DEFAULT
                .with(List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0)))
                .with(recorder));
    this.server = new HttpServer(options, router);
    server.start();
    this.port = server.ports().getFirst();
  }

  static TestServer start(Router router, UnaryOperator<HttpServerOptions> change) {
    return new TestServer(router, change);
  }

  static TestServer start(Router router) {
    return start(router, UnaryOperator.identity());
  }

  /// A server that runs one endpoint for every path.
  static TestServer of(Endpoint endpoint) {
    return of(endpoint, UnaryOperator.identity());
  }

  static TestServer of(Endpoint endpoint, UnaryOperator<HttpServerOptions> change) {
    return start(Router.builder().prefix("/", endpoint, RouteOptions.DEFAULT).build(), change);
  }

  static UnaryOperator<HttpServerOptions> timeouts(
      UnaryOperator<HttpServerOptions.Timeouts> change) {
    return options -> options.with(change.apply(options.timeouts()));
  }

  /// Answers with a text.
  static Endpoint text(String text) {
    return exchange -> exchange.send(200, TEXT, ByteSlice.utf8(text));
  }

  RawClient connect() {
    return RawClient.connect(port);
  }

  @Override
  public void close() {
    server.close();
  }
}
