package dev.vestige.insert;

import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.grpc.GrpcUnary;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// The doors in on a free port of this machine.
final class InsertServer implements AutoCloseable {
  static final String OTLP_PATH = "/insert/opentelemetry/v1/traces";

  private final HttpServer server;

  InsertServer(Ingest ingest) {
    RouteOptions open = RouteOptions.OPEN;
    server =
        new HttpServer(
            HttpServerOptions.DEFAULT.with(
                List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0))),
            Router.builder()
                .exact(OTLP_PATH, new OtlpHttpEndpoint(ingest), open)
                .exact("/api/v2/spans", new ZipkinEndpoint(ingest), open)
                .exact("/api/traces", new JaegerEndpoint(ingest), open)
                .grpc(
                    new GrpcUnary(
                        Map.of(OtlpGrpcExport.PATH, new OtlpGrpcExport(ingest)),
                        ingest.limits().requestBytesMax()),
                    open)
                .build());
    server.start();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.ports().getFirst() + path);
  }

  @Override
  public void close() {
    server.close();
  }
}
