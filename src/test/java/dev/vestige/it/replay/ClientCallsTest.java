package dev.vestige.it.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The calls that Grafana, both generations of Jaeger's UI and vmalert make, on spans of this
/// minute.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCallsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TRACE = "0000000000000000000000000000abcd";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Instant now = Instant.now();
  private Node node;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    node = Node.Inner.start(folder, Map.of(), List.of());
    send("0", TRACE, "GET /");
  }

  @AfterAll
  void stop() {
    client.shutdownNow();
    node.close();
  }

  /// A call of `front` to `db`, which fails.
  private void send(String account, String trace, String name) throws Exception {
    long end = now.toEpochMilli() * 1_000_000;
    String body =
        """
        {"resourceSpans":[
         {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"front"}}]},
          "scopeSpans":[{"spans":[{"traceId":"%1$s","spanId":"0000000000000001","kind":2,
           "name":"%2$s","startTimeUnixNano":"%3$d","endTimeUnixNano":"%4$d",
           "attributes":[{"key":"retries","value":{"intValue":"3"}}]}]}]},
         {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"db"}}]},
          "scopeSpans":[{"spans":[{"traceId":"%1$s","spanId":"0000000000000002","kind":2,
           "parentSpanId":"0000000000000001","name":"SELECT","startTimeUnixNano":"%3$d",
           "endTimeUnixNano":"%4$d","status":{"code":2}}]}]}]}
        """
            .formatted(trace, name, end - 20_000_000, end);
    HttpRequest request =
        HttpRequest.newBuilder(uri("/insert/opentelemetry/v1/traces"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("AccountID", account)
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + node.port() + pathAndQuery);
  }

  private HttpResponse<String> get(String pathAndQuery) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(pathAndQuery)).timeout(PATIENCE).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private JsonNode json(String pathAndQuery) throws Exception {
    HttpResponse<String> answer = get(pathAndQuery);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Expectation.parse(answer.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/select/jaeger", ""})
  void grafana_and_the_older_ui_of_jaeger_find_traces(String base) throws Exception {
    assertThat(Expectation.texts(json(base + "/api/services").get("data")))
        .containsExactly("db", "front");
    assertThat(Expectation.texts(json(base + "/api/services/db/operations").get("data")))
        .containsExactly("SELECT");
    long end = now.plusSeconds(60).toEpochMilli();
    String times = "&start=" + (end - 3_600_000) * 1000 + "&end=" + end * 1000;
    String millis = "&start=" + (end - 3_600_000) + "&end=" + end;
    String search = base + "/api/traces?service=front&limit=1500&lookback=1h";
    for (String range : List.of(times, millis, "")) {
      assertThat(json(search + range).at("/data/0/traceID").asText()).isEqualTo(TRACE);
    }
    String tags = search + times + "&tags=" + encoded("{\"retries\":3}");
    JsonNode trace = json(tags).at("/data/0");
    assertThat(trace.get("spans")).hasSize(2);
    assertThat(trace.findValues("key").toString()).contains("retries").contains("error");
    String pattern = encoded("{\"retries\":\"~^[4-9]\"}");
    assertThat(json(search + "&tags=" + pattern).get("data")).isEmpty();
    assertThat(json(base + "/api/traces/ABCD").at("/data/0/traceID").asText()).isEqualTo(TRACE);
    assertThat(json(base + "/api/traces?traceID=abcd&traceID=ef01").get("data")).hasSize(1);
    HttpResponse<String> missing = get(base + "/api/traces/ef01");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(Expectation.parse(missing.body()).at("/errors/0/code").asInt()).isEqualTo(404);
  }

  @Test
  void the_newer_ui_of_jaeger_finds_traces() throws Exception {
    assertThat(Expectation.texts(json("/api/v3/services").get("services"))).contains("front");
    assertThat(json("/api/v3/operations?service=db").at("/operations/0/spanKind").asText())
        .isEqualTo("server");
    String query =
        "?query.serviceName=front&query.searchDepth=20&query.durationMin=1ms&query.startTimeMin="
            + encoded(now.minusSeconds(3600).toString())
            + "&query.startTimeMax="
            + encoded(now.plusSeconds(60).toString());
    JsonNode summary = json("/api/v3/trace-summaries" + query).at("/summaries/0");
    assertThat(summary.get("traceId").asText()).isEqualTo(TRACE);
    assertThat(summary.get("rootServiceName").asText()).isEqualTo("front");
    assertThat(summary.get("errorSpanCount").asInt()).isEqualTo(1);
    assertThat(summary.get("services")).hasSize(2);
    assertThat(json("/api/v3/traces" + query).at("/result/resourceSpans")).hasSize(2);
    assertThat(json("/api/v3/traces/" + TRACE).at("/result/resourceSpans")).hasSize(2);
    assertThat(Expectation.parse(get("/api/v3/traces/ef01").body()).at("/error/httpCode").asInt())
        .isEqualTo(404);
  }

  static Stream<RecordedCall> callsOfJaegersPages() {
    return RecordedCall.read("jaeger-ui-calls.txt");
  }

  @ParameterizedTest
  @MethodSource("callsOfJaegersPages")
  void what_the_pages_of_jaeger_ask_for_is_answered(RecordedCall call) throws Exception {
    Instant start = now.minusSeconds(3600);
    Instant end = now.plusSeconds(120);
    String target =
        call.target()
            .replace("$TRACE", TRACE)
            .replace("$START_MICROS", start.toEpochMilli() + "000")
            .replace("$START", encoded(start.toString()))
            .replace("$END_MICROS", end.toEpochMilli() + "000")
            .replace("$END_MILLIS", Long.toString(end.toEpochMilli()))
            .replace("$END", encoded(end.toString()));
    HttpRequest request =
        HttpRequest.newBuilder(uri(target))
            .timeout(PATIENCE)
            .method(call.method(), BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode json = Expectation.parse(answer.body());
    assertThat(call.wanted()).allMatch(wanted -> wanted.isIn(json), json.toString());
  }

  @Test
  void graph_and_monitor_have_the_calls() throws Exception {
    long end = now.plusSeconds(60).toEpochMilli();
    JsonNode edge = json("/api/dependencies?endTs=" + end + "&lookback=604800000").at("/data/0");
    assertThat(edge.get("parent").asText()).isEqualTo("front");
    assertThat(edge.get("child").asText()).isEqualTo("db");
    for (String metric : List.of("latencies", "calls", "errors")) {
      JsonNode answer =
          json(
              "/api/metrics/"
                  + metric
                  + "?service=db&quantile=0.95&ratePer=600000&spanKind=server&step=60000&endTs="
                  + (end + 60_000)
                  + "&lookback=3600000&groupByOperation=true");
      assertThat(answer.at("/metrics/0/labels/0/value").asText()).isEqualTo("SELECT");
      assertThat(answer.at("/metrics/0/metricPoints/0/gaugeValue/doubleValue").asDouble())
          .isPositive();
    }
    assertThat(json("/api/metrics/calls?service=none").get("metrics")).isEmpty();
    assertThat(json("/select/traces/api/graph").at("/edges/0/errors").asLong()).isPositive();
    assertThat(json("/select/traces/api/red?service=db").at("/operations/0/p99Millis").asDouble())
        .isBetween(19.0, 21.0);
  }

  @Test
  void insights_are_answered() throws Exception {
    JsonNode path = json("/select/traces/api/critical_path?trace_id=" + TRACE);
    assertThat(path.get("durationMillis").asDouble()).isEqualTo(20.0);
    assertThat(json("/select/traces/api/compare?a=abcd&b=abcd").get("operations")).isNotEmpty();
    assertThat(json("/select/traces/api/heatmap?query=*&step=1m").at("/rows/0/total").asInt())
        .isPositive();
    JsonNode differences =
        json("/select/traces/api/differences?query=*&selection=status_code:=2&limit=3");
    assertThat(Math.abs(differences.at("/differences/0/difference").asDouble())).isEqualTo(1.0);
  }

  @Test
  void vmalert_posts_without_a_body() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                uri(
                    "/select/logsql/stats_query?time="
                        + encoded(now.plusSeconds(60).toString())
                        + "&query="
                        + encoded("status_code:=2 | stats by (name) count() as total")))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.noBody())
            .build();
    JsonNode answer = Expectation.parse(client.send(request, BodyHandlers.ofString()).body());
    assertThat(answer.at("/data/resultType").asText()).isEqualTo("vector");
    assertThat(answer.at("/data/result/0/metric/__name__").asText()).isEqualTo("total");
    assertThat(answer.at("/data/result/0/metric/name").asText()).isEqualTo("SELECT");
  }

  @Test
  void a_tail_shows_a_span_that_comes_in() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/select/logsql/tail?query=" + encoded("name:=tailed")))
            .header("AccountID", "7")
            .build();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      send("7", TRACE, "tailed");
      assertThat(lines.readLine()).contains("\"name\":\"tailed\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/traces",
        "/api/traces?service=front&cursor=x",
        "/api/traces?service=front&tags=%7B%22a%22:%22~(%22%7D",
        "/api/traces?traceID=xyz",
        "/api/v3/traces?query.serviceName=front",
        "/api/metrics/calls",
        "/api/metrics/calls?service=db&lookback=-1",
        "/api/metrics/calls?service=db&lookback=99999999999999&step=1",
        "/api/metrics/latencies?service=db&quantile=2",
        "/api/dependencies?lookback=x",
        "/select/traces/api/graph?start=now&end=-1h",
        "/select/traces/api/heatmap?query=*&step=1ns",
        "/select/traces/api/differences?query=*",
        "/select/traces/api/critical_path?trace_id=zz",
        "/select/logsql/query?query=*&hidden_fields_filters=%5B1%5D",
        "/select/logsql/query?query=*&timeout=soon"
      })
  void what_cannot_be_answered_is_a_client_error(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(400);
  }
}
