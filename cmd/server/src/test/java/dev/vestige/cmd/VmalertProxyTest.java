package dev.vestige.cmd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose `/select/vmalert/*` leads to a small upstream, and one without.
class VmalertProxyTest {
  private static final int LARGE_BYTES = 3_000_000;
  private static final long PATIENCE_SECONDS = 30;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<AutoCloseable> open = new ArrayList<>();
  private HttpServer upstream;
  private int upstreamPort;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstreamPort = upstream.getAddress().getPort();
    upstream.createContext("/alerts/vmalert/", this::answer);
    upstream.start();
  }

  @AfterEach
  void stop() throws Exception {
    released.countDown();
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    upstream.stop(0);
    client.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    seen.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getOrDefault("Authorization", List.of()),
                body));
    String path = exchange.getRequestURI().getPath();
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    exchange.getResponseHeaders().set("Set-Cookie", "there=1");
    if (path.endsWith("/moved")) {
      exchange.getResponseHeaders().set("Location", "/alerts/vmalert/groups?a=b");
      exchange.sendResponseHeaders(302, -1);
    } else if (path.endsWith("/elsewhere")) {
      exchange.getResponseHeaders().set("Location", "http://example.org/");
      exchange.sendResponseHeaders(302, -1);
    } else if (path.endsWith("/large")) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(new byte[LARGE_BYTES]);
    } else if (path.endsWith("/slow")) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("first".getBytes(UTF_8));
      exchange.getResponseBody().flush();
      await(released);
    } else {
      exchange.sendResponseHeaders(path.endsWith("/nosuch") ? 404 : 200, 0);
      exchange.getResponseBody().write("upstream".getBytes(UTF_8));
    }
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private URI start(String... words) {
    List<String> flags = new ArrayList<>(List.of(words));
    flags.add("-storageDataPath=" + folder.resolve("data" + open.size()));
    flags.add("-httpListenAddr=127.0.0.1:0");
    Server server =
        Server.start(Flags.parse(flags, Map.of()), new BuildInfo("1", "a"), new LogCounts());
    open.add(server);
    return URI.create("http://127.0.0.1:" + server.ports().getFirst());
  }

  private URI startProxy(String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.add("-vmalert.proxyURL=http://user:pw@127.0.0.1:" + upstreamPort + "/alerts/");
    return start(words.toArray(String[]::new));
  }

  private HttpResponse<String> get(URI server, String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void requests_reach_vmalert_with_the_credentials_of_the_flag_only() throws Exception {
    URI server = startProxy("-httpAuth.username=here", "-httpAuth.password=secret");
    String[] credentials = {"Authorization", "Basic aGVyZTpzZWNyZXQ="};
    HttpResponse<String> answer =
        get(server, "/select/vmalert/api/v1/rules?type=alert%20x", credentials);
    assertThat(answer.body()).isEqualTo("upstream");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(seen.take())
        .isEqualTo("GET /alerts/vmalert/api/v1/rules?type=alert%20x [Basic dXNlcjpwdw==] ");
    assertThat(get(server, "/select/vmalert/groups").statusCode()).isEqualTo(401);
    assertThat(seen).isEmpty();
  }

  @Test
  void forms_and_statuses_pass() throws Exception {
    URI server = startProxy();
    HttpResponse<String> posted =
        client.send(
            HttpRequest.newBuilder(URI.create(server + "/select/vmalert/-/reload"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("a=b"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(posted.body()).isEqualTo("upstream");
    assertThat(seen.take()).startsWith("POST /alerts/vmalert/-/reload ").endsWith(" a=b");
    assertThat(get(server, "/select/vmalert/nosuch").statusCode()).isEqualTo(404);
    assertThat(get(server, "/select/vmalert").headers().firstValue("Location"))
        .hasValue("vmalert/");
  }

  @Test
  void redirects_stay_below_the_proxy() throws Exception {
    URI server = startProxy("-http.pathPrefix=/traces/");
    HttpResponse<String> moved = get(server, "/traces/select/vmalert/moved");
    assertThat(moved.statusCode()).isEqualTo(302);
    assertThat(moved.headers().firstValue("Location"))
        .hasValue("/traces/select/vmalert/groups?a=b");
    assertThat(get(server, "/traces/select/vmalert/elsewhere").statusCode()).isEqualTo(502);
    for (String path : List.of("/x/../../y", "/..%2f..%2fy", "/.")) {
      assertThat(get(server, "/traces/select/vmalert" + path).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void answers_stream_through() throws Exception {
    URI server = startProxy();
    assertThat(get(server, "/select/vmalert/large").body()).hasSize(LARGE_BYTES);
    HttpRequest slow = HttpRequest.newBuilder(URI.create(server + "/select/vmalert/slow")).build();
    try (InputStream body = client.send(slow, HttpResponse.BodyHandlers.ofInputStream()).body()) {
      assertThat(new String(body.readNBytes(5), UTF_8)).isEqualTo("first");
      released.countDown();
      assertThat(body.read()).isEqualTo(-1);
    }
  }

  @Test
  void a_vmalert_that_is_missing_or_down_is_told() throws Exception {
    HttpResponse<String> missing = get(start(), "/select/vmalert/api/v1/rules");
    assertThat(missing.statusCode()).isEqualTo(400);
    assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(missing.body()).contains("\"status\":\"error\"", "-vmalert.proxyURL");
    URI server = startProxy();
    upstream.stop(0);
    HttpResponse<String> down = get(server, "/select/vmalert/groups");
    assertThat(down.statusCode()).isEqualTo(502);
    assertThat(down.body()).contains("-vmalert.proxyURL", "127.0.0.1:" + upstreamPort);
  }
}
