package dev.vestige.cmd.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.Threads;
import dev.vestige.cmd.Server;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole servers in this process: nodes with stores, and one in front of them.
class ServersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir private Path folder;

  private final List<Server> servers = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile boolean isOver;

  private Server start(String... words) {
    List<String> flags = new ArrayList<>(List.of(words));
    flags.addFirst("-httpListenAddr=127.0.0.1:0");
    flags.add("-storageDataPath=" + folder.resolve("data" + servers.size()));
    Server server =
        Server.start(Flags.parse(flags, Map.of()), new BuildInfo("1.2.3", "abc"), new LogCounts());
    servers.add(server);
    return server;
  }

  @AfterEach
  void stop() {
    isOver = true;
    client.close();
    servers.reversed().forEach(Server::close);
  }

  private static String address(Server server) {
    return "127.0.0.1:" + server.ports().getFirst();
  }

  /// By POST, or by GET where there is no body.
  private HttpResponse<String> ask(Server server, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address(server) + path))
            .header("Content-Type", path.equals("/v1/traces") ? "application/json" : FORM)
            .timeout(PATIENCE)
            .method(body.isEmpty() ? "GET" : "POST", BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Sends a span with a trace of its own.
  private int send(Server server) {
    return post(server).statusCode();
  }

  /// Sends a span when some node is there to take it, which a slow machine may find out late.
  private void sendToNodes(Server front) {
    await(() -> nodesIn(front) > 0);
    assertThat(send(front)).isEqualTo(200);
  }

  private HttpResponse<String> post(Server server) {
    int number = sent.incrementAndGet();
    long now = System.currentTimeMillis() * 1_000_000;
    return ask(
        server,
        "/v1/traces",
        String.format(
            Locale.ROOT,
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x",\
            "name":"n","startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}\
            """,
            number,
            number,
            now,
            now));
  }

  /// The spans that a query finds, -1 when it fails.
  private int count(Server server) {
    HttpResponse<String> answer = ask(server, "/select/logsql/query", "query=* | stats count() n");
    return answer.statusCode() == 200 ? Integer.parseInt(answer.body().replaceAll("\\D+", "")) : -1;
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      try {
        var _ = never.await(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private double nodesIn(Server server) {
    return ask(server, "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith("vt_insert_nodes_in "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private void awaitMore(int count) {
    int before = sent.get();
    await(() -> sent.get() >= before + count);
  }

  @Test
  void nodes_are_added_drained_and_left_out_while_spans_come_in() throws IOException {
    List<Server> stores = List.of(start(), start(), start());
    Path list = folder.resolve("nodes");
    Files.writeString(list, address(stores.get(0)) + "\n" + address(stores.get(1)) + "\n");
    Server front = start("-storageNode=file:" + list);
    AtomicInteger stored = new AtomicInteger();
    List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    await(() -> nodesIn(front) == 2);
    Thread sender =
        Threads.start(
            "sender",
            () -> {
              while (!isOver) {
                HttpResponse<String> answer = post(front);
                if (answer.statusCode() == 200) {
                  stored.incrementAndGet();
                } else {
                  refusals.add(answer.body());
                }
              }
            });
    awaitMore(20);

    Files.writeString(list, address(stores.get(2)) + "\n", java.nio.file.StandardOpenOption.APPEND);
    await(() -> nodesIn(front) == 3);
    await(() -> count(stores.get(2)) > 0);

    Files.writeString(
        list,
        String.join(
            "\n",
            address(stores.get(0)) + ";drain",
            address(stores.get(1)),
            address(stores.get(2))));
    await(() -> nodesIn(front) == 2);
    awaitMore(2);
    int drained = count(stores.get(0));
    awaitMore(40);
    assertThat(count(stores.get(0))).isEqualTo(drained).isPositive();

    isOver = true;
    Threads.join(sender);
    // On a slow machine all nodes may be silent for too long.
    assertThat(refusals).allMatch(refusal -> refusal.contains("took too long"));
    await(() -> count(front) >= 0);
    int all = count(front);
    assertThat(all).isBetween(stored.get(), sent.get());

    Files.writeString(list, address(stores.get(1)) + "\n" + address(stores.get(2)));
    await(() -> count(front) == all - drained);
    Files.writeString(list, address(stores.get(0)) + "\n" + Files.readString(list));
    await(() -> count(front) == all);
  }

  @Test
  void nodes_know_one_another_by_certificates_and_by_passwords_that_change() throws IOException {
    Path certificate = copied("cert.pem");
    Path key = copied("key.pem");
    Path password = Files.writeString(folder.resolve("password"), "first");
    Server store =
        start(
            "-tls",
            "-tlsCertFile=" + certificate,
            "-tlsKeyFile=" + key,
            "-mtls",
            "-mtlsCAFile=" + certificate,
            "-httpAuth.username=node",
            "-httpAuth.password=file://" + password);
    List<String> good =
        List.of(
            "-storageNode=" + address(store),
            "-storageNode.tls",
            "-storageNode.tlsCAFile=" + certificate,
            "-storageNode.tlsCertFile=" + certificate,
            "-storageNode.tlsKeyFile=" + key,
            "-storageNode.tlsServerName=localhost",
            "-storageNode.username=node",
            "-storageNode.passwordFile=" + password);
    Server front = start(good.toArray(String[]::new));
    sendToNodes(front);
    await(() -> count(front) == 1);
    await(() -> status(good) == 0);

    Files.writeString(password, "the second one");
    await(() -> status(good) == 0);
    await(() -> send(front) == 200 && count(front) > 1);

    assertThat(status(without(good, "tlsCertFile", "tlsKeyFile"))).as("no certificate").isOne();
    assertThat(status(without(good, "tlsCAFile"))).as("nobody to trust").isOne();
    assertThat(status(without(good, "tls"))).as("plain text").isOne();
    assertThat(status(without(good, "passwordFile"))).as("no password").isOne();
    List<String> another = new ArrayList<>(without(good, "tlsServerName"));
    another.add("-storageNode.tlsServerName=another.example.com");
    assertThat(status(another)).as("another name").isOne();
    another.add("-storageNode.tlsInsecureSkipVerify");
    await(() -> status(another) == 0);
  }

  @Test
  void nodes_know_one_another_by_keys_for_writing_and_reading() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "first");
    Server store =
        start("-internalInsertAuthKey=file://" + key, "-internalSelectAuthKey=another key");
    Server inserts = start("-storageNode=" + address(store), "-storageNode.authKeyFile=" + key);
    Server selects = start("-storageNode=" + address(store), "-storageNode.authKey=another key");
    sendToNodes(inserts);
    await(() -> count(selects) == 1);
    assertThat(ask(inserts, "/select/logsql/query", "query=*").statusCode()).isEqualTo(502);
    assertThat(send(selects)).isEqualTo(503);
    assertThat(ask(store, "/internal/insert?version=v1", "x").statusCode()).isEqualTo(401);
    assertThat(ask(store, "/internal/insert/list", "").statusCode()).isEqualTo(401);
    assertThat(ask(store, "/internal/select/query?version=vestige1", "x").body())
        .contains("-internalSelectAuthKey");
    assertThat(ask(store, "/internal/insert/list?authKey=first", "").statusCode()).isEqualTo(200);

    Files.writeString(key, "second");
    String list = "/internal/insert/list?authKey=";
    await(() -> ask(store, list + "first", "").statusCode() == 401);
    await(() -> send(inserts) == 200);
    assertThat(ask(store, list + "second", "").statusCode()).isEqualTo(200);
  }

  @Test
  void spans_go_through_inserting_nodes_of_several_levels() {
    Server store = start("-http.pathPrefix=/below");
    Server middle =
        start(
            "-storageNode=" + address(store) + "/below/",
            "-internalInsertAuthKey=key",
            "-httpAuth.username=node",
            "-httpAuth.password=word");
    Server front =
        start(
            "-storageNode=" + address(middle),
            "-storageNode.authKey=key",
            "-storageNode.username=node",
            "-storageNode.password=word");
    sendToNodes(front);
    assertThat(nodesIn(front)).isOne();
    await(() -> count(front) == 1);

    Server closed = start("-storageNode=" + address(store) + "/below", "-internalinsert.disable");
    Server above = start("-storageNode=" + address(closed));
    sendToNodes(closed);
    assertThat(send(above)).isEqualTo(503);
  }

  @Test
  void without_a_node_that_takes_spans_requests_are_refused_at_once() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      // One node is not there, the other one takes connections and says nothing.
      Server front = start("-storageNode=127.0.0.1:1,127.0.0.1:" + silent.getLocalPort());
      for (int i = 0; i < 50; i++) {
        HttpResponse<String> refusal = post(front);
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
        assertThat(refusal.body()).contains("127.0.0.1:1", "127.0.0.1:" + silent.getLocalPort());
      }
    }
  }

  @Test
  void a_bearer_token_is_shown_and_read_again() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "first");
    Set<String> shown = ConcurrentHashMap.newKeySet();
    try (ServerSocket node = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Threads.start("refuse", () -> refuse(node, shown));
      start(
          "-storageNode=127.0.0.1:" + node.getLocalPort(), "-storageNode.bearerTokenFile=" + token);
      await(() -> shown.contains("Authorization: Bearer first"));
      Files.writeString(token, "second");
      await(() -> shown.contains("Authorization: Bearer second"));
    }
  }

  /// Answers every request with 503, and notes its headers.
  private static void refuse(ServerSocket node, Set<String> headers) {
    while (!node.isClosed()) {
      try (Socket client = node.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          headers.add(line.replaceFirst("(?i)^authorization", "Authorization"));
        }
        String answer = "HTTP/1.1 503 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.getBytes(UTF_8));
      } catch (IOException e) {
        // The client has gone, or the test is over.
      }
    }
  }

  private static List<String> without(List<String> words, String... flags) {
    List<String> names = List.of(flags);
    return words.stream()
        .filter(word -> !names.contains(word.replaceFirst("-storageNode\\.", "").split("=", 2)[0]))
        .toList();
  }

  private Path copied(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Server.class.getResourceAsStream(name)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static int status(List<String> flags) {
    return status(flags, new StringBuilder());
  }

  private static int status(List<String> flags, StringBuilder out) {
    List<String> words = new ArrayList<>(flags);
    words.addFirst("status");
    return ClusterCommand.run(words, Map.of(), out::append);
  }

  @Test
  void status_tells_of_each_node_and_ends_with_1_when_one_is_bad() {
    Server store = start();
    Server readOnly = start("-storage.minFreeDiskSpaceBytes=1024TiB");
    Server front = start("-storageNode=" + address(store));
    sendToNodes(front);

    StringBuilder good = new StringBuilder();
    await(() -> {
      good.setLength(0);
      return status(List.of("-storageNode=" + address(store) + ";drain"), good) == 0;
    });
    assertThat(good.toString().lines().toList())
        .hasSize(3)
        .anySatisfy(line ->
            assertThat(line)
                .startsWith(address(store))
                .containsPattern("drained +1.2.3 +1 +1 +0 "));

    assertThat(ask(front, NodesEndpoint.PATH, "").body())
        .startsWith("{\"nodes\":[{\"name\":\"" + address(store) + "\",\"state\":\"good\"")
        .contains("\"version\":\"1.2.3\",\"rows\":1,");
    assertThat(ask(store, NodesEndpoint.PATH, "").body()).isEqualTo("{\"nodes\":[]}");

    StringBuilder bad = new StringBuilder();
    List<String> nodes =
        List.of(
            "-storageNode=127.0.0.1:1," + address(store),
            "-storageNode=" + address(readOnly) + "," + address(front));
    await(() -> {
      bad.setLength(0);
      assertThat(status(nodes, bad)).isOne();
      return bad.toString().contains("4 nodes, 2 of them bad");
    });
    assertThat(bad.toString().lines().toList())
        .anySatisfy(line -> assertThat(line).startsWith("127.0.0.1:1 ").contains("BAD", "down: "))
        .anySatisfy(line -> assertThat(line).startsWith(address(store)).contains("good"))
        .anySatisfy(line -> assertThat(line).startsWith(address(readOnly)).contains("read-only"))
        .anySatisfy(line -> assertThat(line).startsWith(address(front)).contains("good"));

    assertThatThrownBy(() -> status(List.of())).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> ClusterCommand.run(List.of("stats"), Map.of(), _ -> {}))
        .isInstanceOf(UsageException.class);
  }
}
