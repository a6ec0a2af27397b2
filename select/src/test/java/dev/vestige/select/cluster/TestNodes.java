package dev.vestige.select.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.http.AdmissionGate;
import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.logsql.exec.run.ClusterRunner;
import dev.vestige.logsql.exec.run.LocalRunner;
import dev.vestige.select.QueryWatch;
import dev.vestige.select.SelectApi;
import dev.vestige.select.SelectOptions;
import dev.vestige.select.live.StoredLive;
import dev.vestige.select.request.Completeness.Wish;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Nodes of this process that keep spans in memory, and a node in front of them and of others.
final class TestNodes implements AutoCloseable {
  private static final long MEMORY_BYTES = 64 << 20;

  /// What the nodes that keep spans know of where spans were placed.
  volatile Placements placements = Placements.NONE;

  private final EventLoops loops = new EventLoops();
  private final List<HttpClient> clients = new ArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<StoredLive> live = new ArrayList<>();

  /// Starts a node that keeps a batch, and returns its port.
  int keep(SpanBatch batch) {
    MemoryStorage storage = new MemoryStorage();
    storage.append(batch).join();
    StoredLive arriving = new StoredLive(storage, LocalRunner::new, MEMORY_BYTES);
    live.add(arriving);
    Router.Builder router = Router.builder();
    new NodeAnswers(
            storage, () -> placements, new LocalRunner(storage), arriving, gate(), MEMORY_BYTES)
        .addTo(router, RouteOptions.DEFAULT);
    return serve(router);
  }

  /// To be told of what comes to a node that keeps spans.
  StoredLive live(int number) {
    return live.get(number);
  }

  static AdmissionGate gate() {
    return new AdmissionGate(
        new AdmissionGate.Options("questions", "a flag", 8, 100, 10_000, ErrorKind.UNAVAILABLE));
  }

  /// Starts a node in front of others, which answers clients and nodes, and returns its port.
  int front(long silenceMillisMax, int... ports) {
    List<HttpClient> asked = new ArrayList<>();
    for (int port : ports) {
      asked.add(new HttpClient(ClientOptions.plain("127.0.0.1", port), loops));
    }
    clients.addAll(asked);
    NodeQueries queries = new NodeQueries(asked, NodeQueries.Compression.ON, silenceMillisMax);
    ClusterStorage storage = new ClusterStorage(() -> queries, Duration.ofDays(2));
    ClusterRunner runner = new ClusterRunner(queries);
    ClusterLive arriving = new ClusterLive(() -> queries);
    SelectOptions options =
        new SelectOptions(
            30_000, 1 << 14, MEMORY_BYTES, 0, 1, 100, 100, 100, Long.MAX_VALUE / 4, 0, Wish.WHOLE);
    Router.Builder router = Router.builder();
    new SelectApi(storage, runner, arriving, _ -> List.of(), options, new QueryWatch(0, () -> {}))
        .addTo(router, RouteOptions.DEFAULT, RouteOptions.DEFAULT);
    new NodeAnswers(storage, () -> Placements.NONE, runner, arriving, gate(), MEMORY_BYTES)
        .addTo(router, RouteOptions.DEFAULT);
    return serve(router);
  }

  private int serve(Router.Builder router) {
    HttpServer server =
        new HttpServer(
            HttpServerOptions.DEFAULT.with(
                List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0))),
            router.build());
    server.start();
    servers.add(server);
    return server.ports().getFirst();
  }

  /// Spans of one trace, a second apart, of a service.
  ///
  /// @param parentId of the first; the others follow one another
  static SpanBatch spans(long trace, String service, int count, long firstId, long parentId) {
    long now = System.currentTimeMillis() * 1_000_000;
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    byte[] key = "service.name".getBytes(StandardCharsets.UTF_8);
    byte[] value = service.getBytes(StandardCharsets.UTF_8);
    builder.attributeText(key, 0, key.length, ValueType.STRING, value, 0, value.length);
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    byte[] name = "work".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < count; i++) {
      builder.beginSpan();
      builder.traceId(1, trace);
      builder.spanId(firstId + i);
      builder.parentId(i == 0 ? parentId : firstId + i - 1);
      builder.times(now - 5_000_000, now);
      builder.name(builder.text(name, 0, name.length));
      builder.kind(2);
      builder.endSpan();
    }
    return builder.build();
  }

  @Override
  public void close() {
    clients.forEach(HttpClient::close);
    servers.forEach(HttpServer::close);
    loops.close();
  }
}
