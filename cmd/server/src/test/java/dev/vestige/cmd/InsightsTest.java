package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What is told about two traces of a service that asks a database: numbers that were worked out by
/// hand. The callees end in the minute before their callers and are stored before them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsightsTest {
  /// 50 ms before a full minute.
  private static final long START_MILLIS = 1_749_985_259_950L;

  private static final String RANGE = "start=2025-06-15T11:00:00Z&end=2025-06-15T11:01:59Z";
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestNode node;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    node = TestNode.start(folder);
    store("db", "a", 2, 1, "SELECT", 10, 40, 0);
    store("db", "b", 2, 1, "SELECT", 20, 45, 2);
    node.ask(
        HttpRequest.newBuilder(node.uri("/internal/force_flush"))
            .POST(HttpRequest.BodyPublishers.noBody()));
    store("front", "a", 1, 0, "GET /", 0, 100, 0);
    store("front", "b", 1, 0, "GET /", 0, 200, 0);
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private void store(
      String service, String trace, int span, int parent, String name, int from, int to, int status)
      throws Exception {
    node.store(
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
        "value":{"stringValue":"%s"}}]},"scopeSpans":[{"spans":[{"traceId":"%32s",\
        "spanId":"000000000000000%d","parentSpanId":"%s","name":"%s","kind":2,\
        "startTimeUnixNano":"%d000000","endTimeUnixNano":"%d000000","status":{"code":%d}}]}]}]}\
        """
            .formatted(
                service,
                trace,
                span,
                parent == 0 ? "" : "000000000000000" + parent,
                name,
                START_MILLIS + from,
                START_MILLIS + to,
                status)
            .replaceAll("(?<=\"traceId\":\") *", "0".repeat(31)));
  }

  private JsonNode ask(String target) throws Exception {
    HttpResponse<String> answer = node.get("/select/traces/api/" + target);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<Double> numbers(JsonNode list, String member) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(each -> numbers.add(each.at(member).asDouble()));
    return numbers;
  }

  @Test
  void the_critical_path_of_a_trace_has_what_it_waited_for() throws Exception {
    JsonNode path = ask("critical_path?trace_id=A");
    assertThat(path.get("durationMillis").asDouble()).isEqualTo(100);
    assertThat(path.get("path").findValuesAsText("service"))
        .containsExactly("front", "db", "front");
    assertThat(numbers(path.get("path"), "/startMillis")).containsExactly(0.0, 10.0, 40.0);
    assertThat(numbers(path.get("path"), "/durationMillis")).containsExactly(10.0, 30.0, 60.0);
    assertThat(path.get("services").findValuesAsText("service")).containsExactly("front", "db");
    assertThat(numbers(path.get("services"), "/share")).containsExactly(0.7, 0.3);
  }

  @Test
  void two_traces_differ_most_where_the_own_time_does() throws Exception {
    JsonNode operations = ask("compare?a=a&b=b").get("operations");
    assertThat(operations.findValuesAsText("service")).containsExactly("front", "db");
    assertThat(numbers(operations, "/ownMillisDifference")).containsExactly(105.0, -5.0);
    assertThat(numbers(operations, "/a/ownMillis")).containsExactly(70.0, 30.0);
    assertThat(numbers(operations, "/b/ownMillis")).containsExactly(175.0, 25.0);
    assertThat(numbers(operations, "/b/errors")).containsExactly(0.0, 1.0);
  }

  @Test
  void the_heatmap_has_each_span_where_it_ended_and_as_long_as_it_took() throws Exception {
    JsonNode rows = ask("heatmap?query=*&step=1m&" + RANGE).get("rows");
    assertThat(numbers(rows, "/fromMillis")).containsExactly(16.777216, 67.108864, 134.217728);
    assertThat(numbers(rows, "/counts/0")).containsExactly(2.0, 0.0, 0.0);
    assertThat(numbers(rows, "/counts/1")).containsExactly(0.0, 1.0, 1.0);
    assertThat(ask("heatmap?query=status_code:=2&step=1m&" + RANGE).get("rows")).hasSize(1);
  }

  @Test
  void what_the_failed_spans_have_and_the_others_have_not_comes_first() throws Exception {
    JsonNode answer = ask("differences?query=*&selection=status_code:=2&" + RANGE);
    assertThat(answer.get("selectedSpans").asInt()).isEqualTo(1);
    assertThat(answer.get("otherSpans").asInt()).isEqualTo(3);
    JsonNode first = answer.at("/differences/0");
    assertThat(first.get("field").asText()).isEqualTo("status_code");
    assertThat(Math.abs(first.get("difference").asDouble())).isEqualTo(1);
    for (JsonNode each : answer.get("differences")) {
      if (each.get("value").asText().equals("SELECT")) {
        assertThat(each.get("selectedShare").asDouble()).isEqualTo(1);
        assertThat(each.get("otherShare").asDouble()).isCloseTo(1.0 / 3, within(1e-9));
      }
    }
  }

  @Test
  void the_graph_has_calls_whose_ends_came_apart_and_in_different_minutes() throws Exception {
    JsonNode edges = ask("graph?step=1m&" + RANGE).get("edges");
    assertThat(edges).hasSize(1);
    JsonNode edge = edges.get(0);
    assertThat(edge.get("parent").asText() + edge.get("child").asText()).isEqualTo("frontdb");
    assertThat(edge.get("calls").asInt()).isEqualTo(2);
    assertThat(edge.get("errors").asInt()).isEqualTo(1);
    assertThat(edge.get("rate").asDouble()).isCloseTo(2 / 120.0, within(1e-9));
    assertThat(numbers(edge.get("points"), "/calls")).containsExactly(2.0);
    assertThat(edge.get("p99Millis").asDouble()).isCloseTo(30, within(0.3));
  }

  @Test
  void rate_errors_and_durations_are_those_of_the_spans() throws Exception {
    JsonNode operations = ask("red?" + RANGE).get("operations");
    assertThat(operations.findValuesAsText("service")).containsExactly("db", "front");
    assertThat(numbers(operations, "/calls")).containsExactly(2.0, 2.0);
    assertThat(numbers(operations, "/errors")).containsExactly(1.0, 0.0);
    JsonNode front = operations.get(1);
    assertThat(front.get("meanMillis").asDouble()).isCloseTo(150, within(1.5));
    assertThat(front.get("p50Millis").asDouble()).isCloseTo(200, within(2.0));
    assertThat(front.get("p99Millis").asDouble()).isCloseTo(200, within(2.0));
  }
}
