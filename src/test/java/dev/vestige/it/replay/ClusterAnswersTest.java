package dev.vestige.it.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vestige.it.process.Await;
import dev.vestige.it.replay.Node.Inner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same spans on one node, on three behind one, and on three of which two are behind another
/// one: each path has the same answer.
class ClusterAnswersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FLAGS =
      List.of(
          "-retentionPeriod=100y",
          "-search.streamFieldsLookbehind=100y",
          "-delete.enable",
          "-internaldelete.enable");
  private static final long START_SECONDS = 1_760_000_000;
  private static final int TRACES = 40;

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Inner single;
  private InnerCluster cluster;
  private InnerCluster upper;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    single = Inner.start(folder.resolve("single"), Map.of(), FLAGS);
    cluster = InnerCluster.start(folder.resolve("cluster"), 3, FLAGS);
    Inner middle =
        InnerCluster.front(folder.resolve("middle"), cluster.storage().subList(0, 2), FLAGS);
    upper =
        new InnerCluster(
            List.of(middle),
            InnerCluster.front(
                folder.resolve("top"), List.of(cluster.storage().get(2), middle), FLAGS));
    for (int trace = 1; trace <= TRACES; trace++) {
      String body = trace(trace);
      for (Inner node : List.of(single, cluster.front())) {
        assertThat(post(node, "/v1/traces", body).statusCode()).isEqualTo(200);
      }
    }
  }

  @AfterEach
  void close() {
    upper.close();
    cluster.close();
    single.close();
    client.shutdownNow();
  }

  /// Ids that lie on different nodes.
  private static String id(long trace) {
    return String.format(Locale.ROOT, "%016x%016x", trace * 0x9E3779B97F4A7C15L, trace);
  }

  /// Three services that call one another; every fourth call fails.
  private static String trace(int trace) {
    List<String> services = List.of("gate", "shop", "bank");
    List<String> resources = new ArrayList<>();
    for (int i = 0; i < services.size(); i++) {
      long start = (START_SECONDS + trace * 20L) * 1_000_000_000L + i * 1_000_000L;
      resources.add(
          String.format(
              Locale.ROOT,
              """
              {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},\
              "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%016x","parentSpanId":"%s",\
              "name":"op%d","kind":%d,"startTimeUnixNano":"%d","endTimeUnixNano":"%d",\
              "status":{"code":%d},"attributes":[{"key":"row","value":{"intValue":"%d"}}]}]}]}\
              """,
              services.get(i),
              id(trace),
              trace * 10L + i,
              i == 0 ? "" : String.format(Locale.ROOT, "%016x", trace * 10L + i - 1),
              trace % 3,
              2 + i % 2,
              start,
              start + (trace % 7 + 1) * 1_000_000L,
              trace % 4 == 0 && i == 2 ? 2 : 0,
              trace));
    }
    return "{\"resourceSpans\":[" + String.join(",", resources) + "]}";
  }

  private static List<String> targets() {
    String id = id(5);
    String other = id(6);
    long end = START_SECONDS + 3_600;
    String seconds = "start=" + START_SECONDS + "&end=" + end;
    String micros = "start=" + START_SECONDS + "000000&end=" + end + "000000";
    String lookback = "endTs=" + end + "000&lookback=7200000";
    String all = "query=*&" + seconds;
    return List.of(
        "/select/logsql/query?" + all,
        "/select/logsql/query?limit=7&" + all,
        "/select/logsql/hits?step=1m&field=name&fields_limit=2&" + all,
        "/select/logsql/facets?" + all,
        "/select/logsql/facets?keep_const_fields=1&limit=2&max_values_per_field=5&" + all,
        "/select/logsql/field_names?" + all,
        "/select/logsql/field_values?field=name&" + all,
        "/select/logsql/streams?" + all,
        "/select/logsql/stream_ids?" + all,
        "/select/logsql/stream_field_names?" + all,
        "/select/logsql/stream_field_values?field=name&" + all,
        "/select/logsql/stats_query?" + query("* | stats by (name) count() n") + "&time=" + end,
        "/select/logsql/stats_query_range?step=1m&"
            + query("* | stats by (name) rate() r, avg(duration) a")
            + "&"
            + seconds,
        "/select/logsql/query_time_range?" + all,
        "/select/tenant_ids?" + seconds,
        "/select/jaeger/api/services",
        "/select/jaeger/api/services/shop/operations",
        "/select/jaeger/api/operations?service=bank",
        "/select/jaeger/api/traces/" + id,
        "/select/jaeger/api/traces?traceID=" + id + "&traceID=" + other,
        "/select/jaeger/api/traces?service=shop&limit=5&" + micros,
        "/select/jaeger/api/traces?service=bank&tags="
            + URLEncoder.encode("{\"error\":\"true\"}", UTF_8)
            + "&"
            + micros,
        "/select/jaeger/api/v3/services",
        "/select/jaeger/api/v3/operations?service=bank",
        "/select/jaeger/api/v3/traces/" + id,
        "/select/jaeger/api/v3/trace-summaries?query.serviceName=gate&query.startTimeMin="
            + "2025-10-09T08:53:20Z&query.startTimeMax=2025-10-09T09:53:20Z",
        "/select/jaeger/api/dependencies?" + lookback,
        "/select/jaeger/api/metrics/calls?service=shop&groupByOperation=true&" + lookback,
        "/select/jaeger/api/metrics/latencies?service=shop&quantile=0.9&" + lookback,
        "/select/jaeger/api/metrics/errors?service=bank&" + lookback,
        "/select/traces/api/graph?step=10m&" + seconds,
        "/select/traces/api/red?step=10m&" + seconds,
        "/select/traces/api/red?service=bank&" + seconds,
        "/select/traces/api/critical_path?trace_id=" + id,
        "/select/traces/api/compare?a=" + id + "&b=" + other,
        "/select/traces/api/heatmap?" + all,
        "/select/traces/api/heatmap?"
            + query("* | sort by (_time) limit 3 | fields _time, duration")
            + '&'
            + seconds,
        "/select/traces/api/differences?selection=status_code:=2&" + all);
  }

  private static String query(String text) {
    return "query=" + URLEncoder.encode(text, UTF_8);
  }

  private HttpResponse<String> post(Inner node, String target, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + target))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String get(Inner node, String target) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + target)).build(),
            BodyHandlers.ofString());
    // How many rows may have a field depends on how they lie in blocks.
    String body =
        target.contains("/field_names")
            ? answer.body().replaceAll("\"hits\":\\d+", "\"hits\":0")
            : answer.body();
    return answer.statusCode() + "\n" + normal(body);
  }

  private boolean isAnswer(Inner node, String target, String expected) {
    try {
      return get(node, target).equals(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lines and lists in an order of their own.
  private static String normal(String body) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : body.lines().toList()) {
      lines.add(line.startsWith("{") ? normal(JSON.readTree(line)) : line);
    }
    lines.sort(null);
    return String.join("\n", lines);
  }

  private static String normal(JsonNode node) {
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(normal(item)));
      items.sort(null);
      return items.toString();
    }
    if (node.isObject()) {
      Map<String, String> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), normal(member.getValue())));
      return members.toString();
    }
    return node.toString();
  }

  @Test
  void every_path_answers_through_nodes_what_a_single_node_answers() throws Exception {
    for (String target : targets()) {
      String expected = get(single, target);
      assertThat(expected).as(target).startsWith("200").hasSizeGreaterThan(35);
      assertThat(get(cluster.front(), target)).as(target).isEqualTo(expected);
      assertThat(get(upper.front(), target)).as("two levels: " + target).isEqualTo(expected);
    }
  }

  @Test
  void deleting_reaches_all_nodes() throws Exception {
    String count = "/select/logsql/query?" + query("* | count() n");
    String run = "/delete/run_task?filter=" + URLEncoder.encode("name:=op1", UTF_8);
    for (Inner node : List.of(single, upper.front())) {
      assertThat(post(node, run, "").body()).contains("task_id");
    }
    String left = "200\n{n=\"" + 3 * (TRACES - TRACES / 3 - 1) + "\"}";
    for (Inner node : List.of(single, cluster.front())) {
      Await.until(PATIENCE, () -> isAnswer(node, count, left), "the spans of op1 are there");
    }
    Await.until(
        PATIENCE,
        () -> isAnswer(cluster.front(), "/delete/active_tasks", "200\n[]"),
        "the task is not over");
    assertThat(post(cluster.front(), "/delete/stop_task?task_id=none", "").statusCode())
        .isEqualTo(404);
  }
}
