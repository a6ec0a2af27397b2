package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.http.grpc.GrpcChannel;
import dev.vestige.insert.OtlpGrpcExport;
import dev.vestige.insert.otlp.Otlp;
import dev.vestige.insert.otlp.OtlpWriter;
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
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

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
      boolean overGrpc = i % 2 == 0;
      senders.add(
          Thread.ofVirtual()
              .start(() -> {
                if (overGrpc) {
                  sendOverGrpcUntilRefused(server);
                } else {
                  sendUntilRefused(server);
                }
              }));
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
        acknowledge(first);
      }
    } catch (IOException _) {
      // The server was killed.
    }
  }

  private void sendOverGrpcUntilRefused(VestigeServer server) {
    try (GrpcChannel channel = GrpcChannel.plain("127.0.0.1", server.uri("/").getPort())) {
      while (true) {
        long first = nextSpan.getAndAdd(SPANS_PER_REQUEST);
        GrpcChannel.Reply reply =
            channel.call(
                OtlpGrpcExport.PATH, Map.of(), "", message(first), ANSWER_LIMIT.toMillis());
        if (reply.status() != 0) {
          return;
        }
        acknowledge(first);
      }
    } catch (VestigeException _) {
      // The server was killed.
    }
  }

  private void acknowledge(long first) {
    for (long span = first; span < first + SPANS_PER_REQUEST; span++) {
      acknowledged.add(span);
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

  /// The same spans in protobuf.
  private static ByteSlice message(long firstSpan) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    OtlpWriter request = new OtlpWriter(new ByteSink());
    int resourceSpans = request.begin(Otlp.REQUEST_RESOURCE_SPANS);
    int resource = request.begin(Otlp.RESOURCE_SPANS_RESOURCE);
    request.attribute(Otlp.RESOURCE_ATTRIBUTES, "service.name", "killed");
    request.end(resource);
    int scopeSpans = request.begin(Otlp.RESOURCE_SPANS_SCOPE_SPANS);
    for (long number = firstSpan; number < firstSpan + SPANS_PER_REQUEST; number++) {
      int span = request.begin(Otlp.SCOPE_SPANS_SPANS);
      request.id(Otlp.SPAN_TRACE_ID, 0, 1 + number / 7);
      request.id(Otlp.SPAN_SPAN_ID, number);
      request.text(Otlp.SPAN_NAME, "kill");
      request.fixed64(Otlp.SPAN_START, now);
      request.fixed64(Otlp.SPAN_END, now + 1_000);
      request.end(span);
    }
    request.end(scopeSpans);
    request.end(resourceSpans);
    return request.out().slice();
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
