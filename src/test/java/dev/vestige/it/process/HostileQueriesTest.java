package dev.vestige.it.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries that mean harm against the shipped executable with a small heap: each gets an answer or
/// an error, others are answered meanwhile, and the process does not run out of memory.
class HostileQueriesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SPANS_PER_REQUEST = 1_000;
  private static final int REQUESTS = 40;
  private static final int SPANS = SPANS_PER_REQUEST * REQUESTS;
  private static final String NEEDS_MEMORY = "bytes of memory";

  @TempDir static Path folder;

  private static VestigeServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    client = HttpClient.newHttpClient();
    server =
        VestigeServer.start(
            folder,
            Map.of("JAVA_OPTS", "-Xmx192m"),
            "-retentionPeriod=100y",
            "-search.maxQueryLen=16MiB",
            "-search.maxQueueDuration=60s");
    for (int i = 0; i < REQUESTS; i++) {
      HttpResponse<String> answer =
          post("/insert/opentelemetry/v1/traces", "application/json", spans(i)).join();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @AfterAll
  static void endsAsUsual() throws Exception {
    assertThat(server.get("/health").body()).isEqualTo("OK");
    server.process().terminate();
    assertThat(server.process().awaitExit()).isZero();
    assertThat(server.process().err()).doesNotContain("OutOfMemoryError");
    server.close();
    client.shutdownNow();
  }

  /// Spans that have nothing in common but their service, and much text each.
  private static String spans(int request) {
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < SPANS_PER_REQUEST; i++) {
      int number = request * SPANS_PER_REQUEST + i + 1;
      long end = 1_750_000_000_000_000_000L + number * 1_000_000L;
      spans.add(
          """
          {"traceId":"%032x","spanId":"%016x","name":"span %d","startTimeUnixNano":"%d",\
          "endTimeUnixNano":"%d","attributes":[{"key":"text","value":{"stringValue":"%s"}}]}\
          """
              .formatted(number, number, number, end - 1000, end, ("x" + number).repeat(100)));
    }
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
    "value":{"stringValue":"shop"}}]},"scopeSpans":[{"spans":[%s]}]}]}\
    """
        .formatted(String.join(",", spans));
  }

  private static CompletableFuture<HttpResponse<String>> post(
      String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri(path))
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private static CompletableFuture<HttpResponse<String>> ask(String query) {
    String form = "start=0&query=" + URLEncoder.encode(query, UTF_8);
    return post("/select/logsql/query", "application/x-www-form-urlencoded", form);
  }

  /// Asks while others ask, too, who must be answered.
  private static HttpResponse<String> askBesideOthers(String query) {
    CompletableFuture<HttpResponse<String>> hostile = ask(query);
    do {
      HttpResponse<String> other = ask("\"resource_attr:service.name\":=shop | count() n").join();
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.body()).contains("\"n\":\"" + SPANS + "\"");
    } while (!hostile.isDone());
    return hostile.join();
  }

  @Test
  void a_hundred_thousand_parentheses_are_an_error() {
    String query = "(".repeat(100_000) + "a" + ")".repeat(100_000);
    HttpResponse<String> answer = askBesideOthers(query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("nested deeper than");
  }

  @Test
  void long_queries_are_answered_as_long_as_the_heap_bears_them() {
    HttpResponse<String> answer = askBesideOthers(query(400_000));
    assertThat(answer.statusCode()).as(head(answer)).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"name\":\"span 7\"}\n");
    HttpResponse<String> refused = askBesideOthers(query(10_000_000));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("characters, more than the allowed");
  }

  private static String query(int length) {
    StringBuilder values = new StringBuilder("name:in(");
    for (int i = 0; values.length() < length; i++) {
      values.append("nobody").append(i).append(',');
    }
    return values + "\"span 7\") | fields name";
  }

  @Test
  void expressions_that_explode_are_refused_and_others_take_linear_time() {
    HttpResponse<String> bomb = askBesideOthers("name:~\"((a{1,100}){1,100}){1,100}\"");
    assertThat(bomb.statusCode()).isEqualTo(400);
    HttpResponse<String> slow =
        askBesideOthers("\"span_attr:text\":~\"(x+[0-9]*)*(x+[0-9]+)+y$\" | count() n");
    assertThat(slow.statusCode()).isEqualTo(200);
    assertThat(slow.body()).contains("\"n\":\"0\"");
  }

  @Test
  void what_needs_more_memory_than_a_query_may_have_says_so() {
    for (String pipe :
        List.of(
            "sort by (\"span_attr:text\" desc, name)",
            "stats by (\"span_attr:text\", span_id) count_uniq(name), values(name)",
            "stats by (span_id) json_values() v",
            "uniq by (\"span_attr:text\", name)",
            "trace_tree",
            "stream_context before 100000")) {
      HttpResponse<String> answer = askBesideOthers("* | " + pipe);
      assertThat(answer.statusCode()).as(pipe + ": " + head(answer)).isNotEqualTo(500);
      assertThat(answer.statusCode() == 200 || answer.body().contains(NEEDS_MEMORY))
          .as(pipe + ": " + head(answer))
          .isTrue();
    }
  }

  private static String head(HttpResponse<String> answer) {
    return answer.body().substring(0, Math.min(500, answer.body().length()));
  }

  @Test
  void many_at_once_are_answered_one_after_another() {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 12).mapToObj(_ -> ask("* | sort by (name) | limit 1")).toList();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.join().body()).contains("\"name\":\"span 1\"");
    }
  }
}
