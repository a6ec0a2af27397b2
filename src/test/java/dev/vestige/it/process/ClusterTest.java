package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole processes: three nodes that keep spans, two that take them in, one that is asked. While
/// spans come in, nodes are killed, paused and started again.
final class ClusterTest {
  private static final Map<String, String> SMALL = Map.of("JAVA_OPTS", "-Xmx192m");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRACES = 6;
  private static final int SPANS_PER_TRACE = 2;
  private static final int SPANS = TRACES * SPANS_PER_TRACE;
  private static final Pattern COUNT =
      Pattern.compile("\"span_attr:req\":\"(\\d+)\",\"n\":\"(\\d+)\"");

  @TempDir private Path folder;

  private final List<Integer> ports = new ArrayList<>();
  private final List<VestigeServer> storage = new ArrayList<>();
  private final List<VestigeServer> inserts = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private VestigeServer select;

  /// Requests by what came of their first and only try.
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

  private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger nextRequest = new AtomicInteger();
  private volatile boolean isOver;

  @BeforeEach
  void start() throws IOException {
    for (int i = 0; i < 3; i++) {
      ports.add(VestigeServer.freePort());
      storage.add(startStorage(i));
    }
    String nodes =
        "-storageNode="
            + ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    inserts.add(startAnother("insert0", nodes, "-select.disable"));
    inserts.add(startAnother("insert1", nodes, "-select.disable"));
    select = startAnother("select", nodes, "-insert.disable");
  }

  private VestigeServer startStorage(int number) throws IOException {
    Path home = Files.createDirectories(folder.resolve("storage" + number));
    return VestigeServer.start(home, ports.get(number), SMALL);
  }

  private VestigeServer startAnother(String name, String... flags) throws IOException {
    return VestigeServer.start(Files.createDirectories(folder.resolve(name)), SMALL, flags);
  }

  @AfterEach
  void close() {
    isOver = true;
    select.close();
    inserts.forEach(VestigeServer::close);
    storage.forEach(VestigeServer::close);
    client.shutdownNow();
  }

  @Test
  void no_acknowledged_span_is_lost_or_doubled_while_nodes_die_hang_and_come_back()
      throws IOException, InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      VestigeServer insert = inserts.get(i % 2);
      senders.add(Thread.ofVirtual().start(() -> sendUntilOver(insert)));
    }
    awaitRequests(40);
    storage.get(0).process().kill();
    storage.get(0).process().awaitExit();
    assertThatQueriesNameTheDeadNode(0);
    awaitRequests(40);
    storage.set(0, startStorage(0));
    awaitRequests(40);
    storage.get(1).process().signal("STOP");
    awaitRequests(40);
    storage.get(1).process().signal("CONT");
    awaitRequests(40);
    inserts.get(1).process().kill();
    storage.get(2).process().kill();
    storage.get(2).process().awaitExit();
    storage.set(2, startStorage(2));
    awaitRequests(40);
    isOver = true;
    for (Thread sender : senders) {
      sender.join(PATIENCE);
    }

    assertThat(acknowledged).hasSizeGreaterThan(200);
    Await.until(PATIENCE, () -> wrongCounts().isEmpty(), "wrong counts: " + wrongCounts());
    Map<Integer, Integer> counts = counts();
    failed.forEach(request -> assertThat(counts.getOrDefault(request, 0)).isBetween(0, SPANS));
    assertThat(query("* | stats count() as n, count_uniq(span_id) as u"))
        .matches("\\{\"n\":\"(\\d+)\",\"u\":\"\\1\"}");
  }

  private void assertThatQueriesNameTheDeadNode(int number)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = ask("*");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("127.0.0.1:" + ports.get(number));
  }

  /// Waits until so many more requests were answered.
  private void awaitRequests(int count) {
    int before = acknowledged.size() + failed.size();
    Await.until(
        PATIENCE,
        () -> acknowledged.size() + failed.size() >= before + count,
        "the requests do not go on");
  }

  private void sendUntilOver(VestigeServer insert) {
    while (!isOver && insert.process().isAlive()) {
      int request = nextRequest.getAndIncrement();
      try {
        (send(insert, request) == 200 ? acknowledged : failed).add(request);
      } catch (IOException e) {
        failed.add(request);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private int send(VestigeServer insert, int request) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(insert.uri("/v1/traces"))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body(request)))
            .build();
    return client.send(post, BodyHandlers.discarding()).statusCode();
  }

  private static String body(int request) {
    long now = System.currentTimeMillis() * 1_000_000;
    String spans =
        IntStream.range(0, SPANS)
            .mapToObj(i ->
                String.format(
                    Locale.ROOT,
                    """
                    {"traceId":"%016x%016x","spanId":"%016x","name":"op%d",\
                    "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":\
                    [{"key":"req","value":{"intValue":"%d"}}]}\
                    """,
                    request + 1,
                    1 + i % TRACES,
                    (long) request * SPANS + i + 1,
                    i,
                    now,
                    now + 1_000,
                    request))
            .collect(Collectors.joining(","));
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\","
        + "\"value\":{\"stringValue\":\"shop\"}}]},\"scopeSpans\":[{\"spans\":["
        + spans
        + "]}]}]}";
  }

  private HttpResponse<String> ask(String query) throws IOException, InterruptedException {
    URI uri =
        select.uri(
            "/select/logsql/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    return client.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private String query(String query) throws IOException, InterruptedException {
    return ask(query).body().strip();
  }

  /// Spans by request.
  private Map<Integer, Integer> counts() {
    Map<Integer, Integer> counts = new TreeMap<>();
    try {
      Matcher matcher = COUNT.matcher(query("* | stats by (\"span_attr:req\") count() as n"));
      while (matcher.find()) {
        counts.put(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      }
    } catch (IOException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return counts;
  }

  /// Acknowledged requests that are not there as they should be.
  private Map<Integer, Integer> wrongCounts() {
    Map<Integer, Integer> counts = counts();
    Map<Integer, Integer> wrong = new TreeMap<>();
    for (int request : acknowledged) {
      int found = counts.getOrDefault(request, 0);
      if (found != SPANS) {
        wrong.put(request, found);
      }
    }
    return wrong;
  }
}
