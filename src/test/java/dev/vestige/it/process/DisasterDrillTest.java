package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drill of docs/operate/backup.md with the shipped executable: a node is destroyed with its
/// data, restored from its backup, and every span is counted.
class DisasterDrillTest {
  private static final Map<String, String> SMALL = Map.of("JAVA_OPTS", "-Xmx160m");
  private static final int SPANS = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<VestigeServer> servers = new ArrayList<>();

  @AfterEach
  void close() {
    servers.forEach(VestigeServer::close);
    client.shutdownNow();
  }

  @Test
  void a_single_node_comes_back_from_its_backup() throws IOException, InterruptedException {
    int port = VestigeServer.freePort();
    VestigeServer node = start("node", port);
    send(node, 0);
    vestige("backup", "-src=" + node.uri(""), "-dst=backups");
    send(node, SPANS);
    vestige("backup", "-src=" + node.uri(""), "-dst=backups", "-keep=2");

    destroy(node, "node");
    vestige("restore", "-src=backups", "-dst=node/data");
    vestige("verify", "node/data");
    assertThat(count(start("node", port))).isEqualTo(2 * SPANS);
  }

  @Test
  void a_cluster_gets_a_destroyed_node_back() throws IOException, InterruptedException {
    List<Integer> ports = List.of(VestigeServer.freePort(), VestigeServer.freePort());
    VestigeServer first = start("first", ports.getFirst());
    VestigeServer second = start("second", ports.getLast());
    String nodes =
        "-storageNode="
            + ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    VestigeServer front = start("front", VestigeServer.freePort(), nodes);
    Await.until(
        PATIENCE,
        () -> ClusterProcesses.metric(front, "vt_insert_nodes_in ") == 2,
        "not both nodes get spans");
    send(front, 0);
    String made = vestige("snapshot", "-addr=" + first.uri("") + "," + second.uri(""));
    for (String line : made.lines().toList()) {
      String name = line.contains("/first/") ? "first" : "second";
      vestige("backup", "-src=" + line.substring(line.indexOf(' ') + 1), "-dst=backups-" + name);
    }
    int lost = count(second);
    assertThat(lost).isBetween(1, SPANS - 1);

    destroy(second, "second");
    vestige("restore", "-src=backups-second", "-dst=second/data");
    assertThat(count(start("second", ports.getLast()))).isEqualTo(lost);
    assertThat(count(front)).isEqualTo(SPANS);
  }

  private VestigeServer start(String name, int port, String... flags) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    VestigeServer server = VestigeServer.start(home, port, SMALL, flags);
    servers.add(server);
    return server;
  }

  /// Kills a node and deletes its data.
  private void destroy(VestigeServer node, String name) throws IOException {
    node.process().kill();
    node.process().awaitExit();
    List<Path> doomed;
    try (Stream<Path> files = Files.walk(folder.resolve(name).resolve("data"))) {
      doomed = files.sorted((a, b) -> b.compareTo(a)).toList();
    }
    for (Path file : doomed) {
      Files.delete(file);
    }
  }

  /// Runs a command that must go well, with the paths as they are in the folder of the test.
  private String vestige(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Shipped.executable().toString());
    for (String word : words) {
      command.add(
          word.replaceFirst(
              "^(-src=|-dst=|)(backups|node/data|second/data)", "$1" + folder + "/$2"));
    }
    try (ProcessRun run = ProcessRun.start(folder, SMALL, command.toArray(String[]::new))) {
      assertThat(run.awaitExit()).as(command + ": " + run.err() + run.out()).isZero();
      return run.out();
    }
  }

  private void send(VestigeServer node, int from) throws IOException, InterruptedException {
    long now = System.currentTimeMillis() * 1_000_000;
    String spans =
        IntStream.range(from, from + SPANS)
            .mapToObj(i ->
                """
                {"traceId":"%032x","spanId":"%016x","name":"buy","startTimeUnixNano":"%d",\
                "endTimeUnixNano":"%d"}\
                """
                    .formatted(i + 1, i + 1, now, now + 1_000))
            .collect(Collectors.joining(","));
    String body = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}";
    HttpRequest request =
        HttpRequest.newBuilder(node.uri("/v1/traces"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private int count(VestigeServer node) throws IOException, InterruptedException {
    URI uri = node.uri("/select/logsql/query?query=*%7Cstats%20count()%20n");
    String row =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body().strip();
    assertThat(row).matches("\\{\"n\":\"\\d+\"}");
    return Integer.parseInt(row.replaceAll("\\D", ""));
  }
}
