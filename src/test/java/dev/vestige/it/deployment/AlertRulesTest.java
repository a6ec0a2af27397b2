package dev.vestige.it.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vestige.cmd.Server;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of `deployment/vmalert`, asked for as vmalert does: by POST, with everything in the
/// URL and an empty body that calls itself JSON.
class AlertRulesTest {
  private static final Path RULES =
      Path.of(System.getProperty("vestige.root"), "deployment", "vmalert", "rules.yml");
  private static final int REQUESTS = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /// The expressions by the names of their rules.
  private static Map<String, String> rules() throws Exception {
    Map<String, String> rules = new LinkedHashMap<>();
    String name = "";
    boolean isInside = false;
    for (String line : Files.readAllLines(RULES)) {
      String text = line.strip();
      if (text.startsWith("- alert: ") || text.startsWith("- record: ")) {
        name = text.substring(text.indexOf(": ") + 2);
        isInside = false;
      } else if (text.equals("expr: >-")) {
        isInside = true;
      } else if (isInside && line.startsWith(" ".repeat(10))) {
        rules.merge(name, text, (one, two) -> one + " " + two);
      } else {
        isInside = false;
      }
    }
    return rules;
  }

  @Test
  void every_rule_finds_the_services_that_it_is_about() throws Exception {
    Map<String, String> rules = rules();
    assertThat(rules)
        .containsOnlyKeys(
            "ServiceFails",
            "ServiceSlow",
            "service:requests:count5m",
            "service:duration_nanos:p50_p99");
    Flags flags =
        Flags.parse(
            List.of("-httpListenAddr=127.0.0.1:0", "-storageDataPath=" + folder.resolve("data")),
            Map.of());
    try (Server server = Server.start(flags, new BuildInfo("1", "a"), new LogCounts());
        HttpClient client = HttpClient.newHttpClient()) {
      String address = "http://127.0.0.1:" + server.ports().getFirst();
      Instant now = Instant.now();
      send(client, address, spans("good", now, 10_000_000, 0));
      send(client, address, spans("failing", now, 20_000_000, REQUESTS / 4));
      send(client, address, spans("slow", now, 2_500_000_000L, 0));
      Map<String, Map<String, String>> answers = new TreeMap<>();
      for (Map.Entry<String, String> rule : rules.entrySet()) {
        answers.put(rule.getKey(), samples(client, address, now, rule.getValue()));
      }
      assertThat(answers)
          .containsEntry("ServiceFails", Map.of("failed_share of failing", "0.25"))
          .containsEntry("ServiceSlow", Map.of("p99_seconds of slow", "2.5"));
      assertThat(answers.get("service:requests:count5m"))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "requests of good", "40", "requests of failing", "40", "requests of slow", "40"));
      assertThat(answers.get("service:duration_nanos:p50_p99"))
          .hasSize(6)
          .containsEntry("p50 of good", "10000000")
          .containsEntry("p99 of slow", "2500000000");
      for (String expression : rules.values()) {
        replay(client, address, now, expression);
      }
    }
  }

  private static String query(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static JsonNode ask(HttpClient client, URI uri) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.path("status").asText()).isEqualTo("success");
    return body.path("data");
  }

  /// The values of a rule by metric and service.
  private static Map<String, String> samples(
      HttpClient client, String address, Instant now, String expression) throws Exception {
    JsonNode data =
        ask(
            client,
            URI.create(
                address
                    + "/select/logsql/stats_query?time="
                    + query(now.plusSeconds(1).toString())
                    + "&query="
                    + query(expression)));
    assertThat(data.path("resultType").asText()).isEqualTo("vector");
    Map<String, String> samples = new TreeMap<>();
    for (JsonNode sample : data.path("result")) {
      JsonNode metric = sample.path("metric");
      assertThat(sample.path("value").path(0).isNumber()).isTrue();
      samples.put(
          metric.path("__name__").asText()
              + " of "
              + metric.path("resource_attr:service.name").asText(),
          sample.path("value").path(1).asText());
    }
    return samples;
  }

  /// What vmalert asks when it works rules out for the past.
  private static void replay(HttpClient client, String address, Instant now, String expression)
      throws Exception {
    JsonNode data =
        ask(
            client,
            URI.create(
                address
                    + "/select/logsql/stats_query_range?start="
                    + query(now.minusSeconds(600).toString())
                    + "&end="
                    + query(now.plusSeconds(1).toString())
                    + "&step=60s&query="
                    + query(expression)));
    assertThat(data.path("resultType").asText()).isEqualTo("matrix");
    assertThat(data.path("result")).as(expression).isNotEmpty();
  }

  private static void send(HttpClient client, String address, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/insert/opentelemetry/v1/traces"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /// Requests to a service in the last minute, some of which fail.
  private static String spans(String service, Instant now, long durationNanos, int failed) {
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Instant end = now.minusMillis(1000L * i / 2 + 1);
      Instant start = end.minusNanos(durationNanos);
      spans.add(
          """
          {"traceId":"%032x","spanId":"%016x","name":"GET /","kind":2,\
          "startTimeUnixNano":"%d%09d","endTimeUnixNano":"%d%09d","status":{"code":%d}}\
          """
              .formatted(
                  service.hashCode() * 1000L + i,
                  i + 1,
                  start.getEpochSecond(),
                  start.getNano(),
                  end.getEpochSecond(),
                  end.getNano(),
                  i < failed ? 2 : 0));
    }
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
    "value":{"stringValue":"%s"}}]},"scopeSpans":[{"spans":[%s]}]}]}\
    """
        .formatted(service, String.join(",", spans));
  }
}
