package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped executable is killed in the middle of taking spans in, again and again with the same
/// data. What it acknowledged is there afterwards, and nothing is there twice.
class KillTest {
  private static final int ROUNDS = Integer.getInteger("vestige.kill.rounds", 4);
  private static final int CONNECTIONS = 4;
  private static final int SPANS_PER_REQUEST = 20;

  /// Spans to be acknowledged before the kill, at least and at most.
  private static final int SPANS_MIN = 20;

  private static final int SPANS_MAX = 800;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final AtomicLong nextSpan = new AtomicLong(1);
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void no_acknowledged_span_is_lost_or_doubled_by_sigkill() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (VestigeServer server = VestigeServer.start(folder)) {
        check(server);
        fillAndKill(server);
      }
    }
    try (VestigeServer server = VestigeServer.start(folder)) {
      check(server);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * SPANS_MIN);
  }

  private void fillAndKill(VestigeServer server) throws InterruptedException {
    long enough = acknowledged.size() + ThreadLocalRandom.current().nextLong(SPANS_MIN, SPANS_MAX);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      senders.add(Thread.ofVirtual().start(() -> sendUntilRefused(server)));
    }
    senders.add(Thread.ofVirtual().start(() -> flushAndMergeUntilRefused(server)));
    Await.until(LIMIT, () -> acknowledged.size() >= enough, "too few spans were taken in");
    server.process().kill();
    for (Thread sender : senders) {
      assertThat(sender.join(LIMIT)).isTrue();
    }
  }

  private void sendUntilRefused(VestigeServer server) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        long first = nextSpan.getAndAdd(SPANS_PER_REQUEST);
        int status =
            post(
                client, server, "/insert/opentelemetry/v1/traces", "application/json", body(first));
        if (status != 200) {
          return;
        }
        for (long span = first; span < first + SPANS_PER_REQUEST; span++) {
          acknowledged.add(span);
        }
      }
    } catch (IOException _) {
      // The server was killed.
    }
  }

  /// So that kills come in the middle of these, too.
  private static void flushAndMergeUntilRefused(VestigeServer server) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      boolean answered = true;
      while (answered) {
        answered =
            post(client, server, "/internal/force_flush", "text/plain", "") == 200
                && post(client, server, "/internal/force_merge", "text/plain", "") == 200;
      }
    } catch (IOException _) {
      // The server was killed.
    }
  }

  private static int post(
      HttpClient client, VestigeServer server, String path, String type, String body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri(path))
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String body(long firstSpan) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    StringBuilder spans = new StringBuilder();
    for (long span = firstSpan; span < firstSpan + SPANS_PER_REQUEST; span++) {
      spans.append(span == firstSpan ? "" : ",");
      spans.append(
          """
          {"traceId":"%032x","spanId":"%016x","name":"kill","startTimeUnixNano":"%d",\
          "endTimeUnixNano":"%d"}\
          """
              .formatted(1 + span / 7, span, now, now + 1_000));
    }
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
    "value":{"stringValue":"killed"}}]},"scopeSpans":[{"spans":[%s]}]}]}\
    """
        .formatted(spans);
  }

  private void check(VestigeServer server) throws IOException {
    Map<Long, Integer> found = new HashMap<>();
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/select/logsql/query"))
            .timeout(LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("query=*+%7C+fields+span_id"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String rows = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
      rows.lines()
          .map(line -> line.replaceAll(".*\"span_id\":\"([0-9a-f]{16})\".*", "$1"))
          .forEach(id -> found.merge(Long.parseLong(id, 16), 1, Integer::sum));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    assertThat(found.values()).as("times a span is there").allMatch(count -> count == 1);
    assertThat(found.keySet()).as("acknowledged spans").containsAll(acknowledged);
  }
}
