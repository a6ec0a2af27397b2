package dev.vestige.insert.textrow;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.insert.IngestType;
import dev.vestige.insert.InsertObserver;
import dev.vestige.insert.RowSink;
import dev.vestige.insert.StoredRows;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A node that takes rows of texts and keeps their spans in memory.
final class TextRowServer implements AutoCloseable {
  static final int BYTES_MAX = 1 << 20;

  final Map<RefusalReason, Long> dropped = new EnumMap<>(RefusalReason.class);
  private final MemoryStorage storage = new MemoryStorage();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  TextRowServer() {
    this("-");
  }

  TextRowServer(String messageIfNone) {
    server =
        new HttpServer(
            HttpServerOptions.DEFAULT.with(
                List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0))),
            Router.builder()
                .exact(
                    "/internal/insert",
                    new TextRowEndpoint(
                        new Sink(), InsertLimits.DEFAULTS, BYTES_MAX, messageIfNone, observer()),
                    RouteOptions.OPEN)
                .build());
    server.start();
  }

  /// Takes what ended after 1970.
  private final class Sink implements RowSink {
    @Override
    public CompletableFuture<Void> append(SpanBatch batch) {
      return storage.append(batch);
    }

    @Override
    public TimeRange acceptedTimes() {
      return new TimeRange(0, Long.MAX_VALUE);
    }
  }

  private InsertObserver observer() {
    return new InsertObserver() {
      @Override
      public void ingested(IngestType type, long rows, long bytes) {}

      @Override
      public void brought(long rows, long bytes) {}

      @Override
      public void dropped(RefusalReason reason, long rows) {
        dropped.merge(reason, rows, Long::sum);
      }

      @Override
      public void flushed(IngestType type, long nanos) {}
    };
  }

  /// Sends a body and returns the status.
  int send(byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + server.ports().getFirst()
                        + "/internal/insert?version=v1"))
            .POST(BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  List<Map<String, String>> rows(TenantId tenant) {
    return StoredRows.of(storage, tenant);
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
