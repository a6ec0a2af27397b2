package dev.vestige.select.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePins;
import dev.vestige.storage.TracePins.Pin;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import dev.vestige.testkit.CrashDirectory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A trace is pinned on the nodes that have spans of it, also by way of a node in between.
class ClusterPinsTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final TraceId ON_BOTH = new TraceId(1, 5);
  private static final TraceId ON_SECOND = new TraceId(1, 6);

  private final EventLoops loops = new EventLoops();
  private final List<Engine> engines = new ArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<HttpClient> clients = new ArrayList<>();
  private TracePins pins = new ClusterPins(() -> queries(clients));

  @BeforeEach
  void start() {
    for (int i = 0; i < 2; i++) {
      Engine engine = Engine.open(CrashDirectory.empty(), EngineOptions.DEFAULTS);
      engine.append(TestNodes.spans(5, "shop", 3 + i, 1 + 10L * i, 0)).join();
      engines.add(engine);
      clients.add(serve(engine.pins()));
    }
    engines.get(1).append(TestNodes.spans(6, "shop", 7, 100, 0)).join();
    HttpClient between = serve(pins);
    pins = new ClusterPins(() -> queries(List.of(between)));
  }

  private static NodeQueries queries(List<HttpClient> nodes) {
    return new NodeQueries(nodes, NodeQueries.Compression.ON);
  }

  private HttpClient serve(TracePins served) {
    Router.Builder router = Router.builder();
    new PinAnswers(served).addTo(router, RouteOptions.DEFAULT);
    HttpServer server =
        new HttpServer(
            HttpServerOptions.DEFAULT.with(
                List.of(HttpServerOptions.Listener.plain("127.0.0.1", 0))),
            router.build());
    server.start();
    servers.add(server);
    return new HttpClient(ClientOptions.plain("127.0.0.1", server.ports().getFirst()), loops);
  }

  @AfterEach
  void close() {
    clients.forEach(HttpClient::close);
    servers.forEach(HttpServer::close);
    engines.forEach(Engine::close);
    loops.close();
  }

  @Test
  void a_trace_is_pinned_where_it_has_spans_and_listed_once() {
    assertThat(pins.pin(TENANT, ON_BOTH).spans()).isEqualTo(7);
    assertThat(pins.pin(TENANT, ON_SECOND).spans()).isEqualTo(7);
    assertThat(engines.get(0).pins().pins(TENANT)).hasSize(1);
    assertThat(engines.get(1).pins().pins(TENANT)).hasSize(2);
    assertThat(pins.pins(TENANT))
        .extracting(Pin::trace)
        .containsExactlyInAnyOrder(ON_BOTH, ON_SECOND);
    assertThat(pins.pins(new TenantId(7, 8))).isEmpty();
    pins.unpin(TENANT, ON_BOTH);
    assertThat(pins.pins(TENANT)).extracting(Pin::trace).containsExactly(ON_SECOND);
    assertThat(engines.get(0).pins().pins(TENANT)).isEmpty();
  }

  @Test
  void a_trace_that_is_nowhere_cannot_be_pinned_nor_unpinned() {
    TraceId absent = new TraceId(9, 9);
    assertKind(ErrorKind.NOT_FOUND, () -> pins.pin(TENANT, absent));
    assertKind(ErrorKind.NOT_FOUND, () -> pins.unpin(TENANT, ON_BOTH));
  }

  @Test
  void without_a_node_a_trace_is_not_said_to_be_pinned() {
    servers.get(1).close();
    assertKind(ErrorKind.BAD_GATEWAY, () -> pins.pin(TENANT, ON_BOTH));
    assertKind(ErrorKind.BAD_GATEWAY, () -> pins.pins(TENANT));
  }

  private static void assertKind(ErrorKind kind, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(VestigeException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
