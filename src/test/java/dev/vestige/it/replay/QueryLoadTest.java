package dev.vestige.it.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.it.process.Await;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More queries than a node lets in, with reads of single traces beside them.
class QueryLoadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int QUERIES_AT_ONCE = 2;
  private static final int SEARCHES = 200;

  /// More than reads of single traces may run at once.
  private static final int TAILS = 10;

  private static final int LARGE_TRACE_SPANS = 100_000;
  private static final Pattern SPAN_ID = Pattern.compile("\"spanID\":\"([0-9a-f]{16})\"");
  private static final String TRACE = "0000000000000000000000000000abcd";

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Socket> unfinished = new ArrayList<>();
  private Node node;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    node =
        Node.Inner.start(
            folder,
            Map.of(),
            List.of(
                "-search.maxConcurrentRequests=" + QUERIES_AT_ONCE, "-search.maxQueueDuration=1s"));
    send(TRACE, 1, 2);
  }

  /// Sends spans of a trace whose ids are the numbers from `first` to before `end`.
  private void send(String trace, int first, int end) throws Exception {
    long now = System.currentTimeMillis() * 1_000_000;
    StringBuilder spans = new StringBuilder();
    for (int id = first; id < end; id++) {
      spans.append(
          """
          %s{"traceId":"%s","spanId":"%016x","name":"GET /",
          "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}
          """
              .formatted(id == first ? "" : ",", trace, id, now, now));
    }
    String request =
        """
        {"resourceSpans":[{"resource":{"attributes":[
          {"key":"service.name","value":{"stringValue":"front"}}]},
         "scopeSpans":[{"spans":[%s]}]}]}
        """
            .formatted(spans);
    insert(request);
  }

  private void insert(String spans) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/insert/opentelemetry/v1/traces"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(spans))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : unfinished) {
      socket.close();
    }
    client.shutdownNow();
    node.close();
  }

  private URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + node.port() + pathAndQuery);
  }

  private CompletableFuture<HttpResponse<String>> get(String pathAndQuery) {
    return client.sendAsync(
        HttpRequest.newBuilder(uri(pathAndQuery)).timeout(PATIENCE).build(),
        BodyHandlers.ofString());
  }

  @Test
  void a_trace_is_read_while_many_follow_what_comes_in() throws Exception {
    for (int i = 0; i < TAILS; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
      unfinished.add(socket);
      socket
          .getOutputStream()
          .write("GET /select/logsql/tail?query=* HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
    }
    awaitMetric("vt_live_tailing_requests " + TAILS);
    HttpResponse<String> trace = get("/api/traces/" + TRACE).join();
    assertThat(trace.statusCode()).as(trace.body()).isEqualTo(200);
    for (Socket socket : unfinished) {
      socket.close();
    }
    awaitMetric("vt_live_tailing_requests 0");
  }

  /// A query that is let in and does not end, since the rest of its text never comes.
  private void beginQuery() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
    unfinished.add(socket);
    socket
        .getOutputStream()
        .write(
            ("POST /select/logsql/query HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\nquery=")
                .getBytes(UTF_8));
  }

  /// Sends a little more of their texts: a body that stands still is given up after a while.
  private void keepQueries() throws Exception {
    for (Socket query : unfinished) {
      query.getOutputStream().write('x');
    }
  }

  private void awaitMetric(String line) {
    Await.until(PATIENCE, () -> get("/metrics").join().body().contains(line + "\n"), "not " + line);
  }

  @Test
  void a_trace_is_read_while_queries_that_are_too_many_wait_and_are_refused() throws Exception {
    for (int i = 0; i < QUERIES_AT_ONCE; i++) {
      beginQuery();
    }
    awaitMetric("vt_concurrent_select_current " + QUERIES_AT_ONCE);
    List<CompletableFuture<HttpResponse<String>>> searches = new ArrayList<>();
    for (int i = 0; i < SEARCHES; i++) {
      searches.add(get("/api/traces?service=front"));
      if (i % 20 == 0) {
        keepQueries();
        HttpResponse<String> trace = get("/api/traces/" + TRACE).join();
        assertThat(trace.statusCode()).as(trace.body()).isEqualTo(200);
      }
    }
    for (CompletableFuture<HttpResponse<String>> search : searches) {
      HttpResponse<String> answer = search.join();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.body()).contains("-search.maxConcurrentRequests");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void a_trace_of_a_hundred_thousand_spans_streams_out_beside_a_reader_that_stopped()
      throws Exception {
    String trace = "000000000000000000000000000b1600";
    for (int first = 1; first <= LARGE_TRACE_SPANS; first += 1_000) {
      send(trace, first, first + 1_000);
    }
    try (Socket stopped = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      stopped
          .getOutputStream()
          .write("GET /select/logsql/query?query=* HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      awaitMetric("vt_concurrent_select_current 1");
      assertThat(get("/select/logsql/query?query=*%7Cstats+by+(name)+max(duration)").join().body())
          .contains("GET /");
      expectWhole(trace);
    }
  }

  private void expectWhole(String trace) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/traces/" + trace)).timeout(PATIENCE).build();
    HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
    BitSet ids = new BitSet();
    try (Stream<String> lines = answer.body()) {
      lines.forEach(line ->
          SPAN_ID
              .matcher(line)
              .results()
              .forEach(id -> ids.set(Integer.parseInt(id.group(1), 16))));
    }
    assertThat(ids.cardinality()).isEqualTo(LARGE_TRACE_SPANS);
  }

  @Test
  void as_many_searches_as_come_are_answered_in_turn() {
    List<CompletableFuture<HttpResponse<String>>> searches = new ArrayList<>();
    for (int i = 0; i < SEARCHES; i++) {
      searches.add(get("/api/traces?service=front"));
    }
    for (CompletableFuture<HttpResponse<String>> search : searches) {
      HttpResponse<String> answer = search.join();
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
    }
    assertThat(get("/api/traces?service=front").join().body()).contains(TRACE);
  }
}
