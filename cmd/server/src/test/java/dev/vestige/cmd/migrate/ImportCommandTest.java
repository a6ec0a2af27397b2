package dev.vestige.cmd.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Server;
import dev.vestige.cmd.client.FlatJson;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imports between nodes in this process; a node of ours speaks the API of the one it replaces.
class ImportCommandTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final int SPANS = 30;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Server> servers = new ArrayList<>();
  private final StringBuilder told = new StringBuilder();
  private String source = "";
  private String target = "";

  @BeforeEach
  void start() {
    source = start("source");
    target = start("target");
  }

  private String start(String name, String... more) {
    List<String> flags = new ArrayList<>(List.of(more));
    flags.add("-httpListenAddr=127.0.0.1:0");
    flags.add("-storageDataPath=" + folder.resolve(name));
    Server server =
        Server.start(Flags.parse(flags, Map.of()), new BuildInfo("1.2.3", "abc"), new LogCounts());
    servers.add(server);
    return "http://127.0.0.1:" + server.ports().getFirst();
  }

  @AfterEach
  void stop() {
    servers.forEach(Server::close);
    client.close();
  }

  /// Spans with everything that OTLP knows, one each 10 s back from now.
  private static String request(int from, int to) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() / 1_000 * 1_000);
    String spans =
        IntStream.range(from, to)
            .mapToObj(i -> {
              long end = now - TimeUnit.SECONDS.toNanos(10L * (i + 1));
              return """
              {"traceId":"%s","spanId":"%016x","parentSpanId":"%016x","traceState":"a=b",\
              "flags":1,"kind":2,"name":"buy %d","status":{"code":2,"message":"oops"},\
              "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[\
              {"key":"x.y","value":{"stringValue":"5"}}],"events":[{"name":"ev",\
              "timeUnixNano":"%d","attributes":[{"key":"k:1","value":{"stringValue":"v"}}]}],\
              "links":[{"traceId":"5b8efff798038103d269b633813fc60d",\
              "spanId":"eee19b7ec3c1b176"}]}\
              """
                  .formatted(TRACE, i + 1, i, i, end - 5_000, end, end - 1_000);
            })
            .collect(Collectors.joining(","));
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
    "value":{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"lib","version":"1"},\
    "spans":[%s]}]}]}\
    """
        .formatted(spans);
  }

  private void send(String node, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node + "/v1/traces"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private String get(String uri) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
        .body();
  }

  private List<String> rows(String node, String query) throws IOException, InterruptedException {
    String argument = URLEncoder.encode(query, UTF_8);
    return get(node + "/select/logsql/query?query=" + argument).lines().sorted().toList();
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("-addr=" + target);
    return new ImportCommand(Flags.parse(Command.IMPORT, all), told::append).run();
  }

  /// What VictoriaTraces answered to queries for whole rows; `_stream_id` is its own.
  @Test
  void recorded_rows_of_victoriatraces_arrive_as_they_were() throws Exception {
    String recorded;
    try (InputStream rows =
        ImportCommandTest.class.getResourceAsStream("victoriatraces-rows.jsonl")) {
      recorded = new String(rows.readAllBytes(), UTF_8);
    }
    target = start("old", "-retentionPeriod=100y");
    HttpServer old = answering(recorded);
    try {
      String address = "http://127.0.0.1:" + old.getAddress().getPort();
      String[] words = {"-src=" + address, "-slice=1d", "-start=2025-06-14", "-end=2025-06-15"};
      assertThat(run(words)).as(told.toString()).isZero();
      assertThat(fields(rows(target, "_time:2025-06-14")))
          .containsExactlyInAnyOrderElementsOf(fields(recorded.lines().toList()));
      assertThat(run(words)).isZero();
      assertThat(told.toString()).contains("sent 0 spans");
    } finally {
      old.stop(0);
    }
  }

  private static HttpServer answering(String rows) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/select/logsql/query",
        exchange -> {
          String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          boolean isCount = URLDecoder.decode(form, UTF_8).endsWith("| stats count() spans");
          String count = "{\"spans\":\"" + rows.lines().count() + "\"}\n";
          byte[] answer = (isCount ? count : rows).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static List<Map<String, String>> fields(List<String> rows) throws IOException {
    List<Map<String, String>> all = new ArrayList<>();
    for (String row : rows) {
      Map<String, String> fields = new TreeMap<>(FlatJson.read(row));
      fields.remove("_stream_id");
      all.add(fields);
    }
    return all;
  }

  @Test
  void spans_of_a_node_arrive_as_they_were_and_once() throws Exception {
    send(source, request(0, SPANS));
    send(target, request(0, 3));
    assertThat(run("-src=" + source, "-slice=1m")).isZero();
    assertThat(rows(target, "*")).hasSize(SPANS).isEqualTo(rows(source, "*"));
    assertThat(told.toString()).contains("sent 27 spans, 0 of them refused; 0 are missing");
    assertThat(run("-src=" + source, "-slice=5m", "-start=-2d")).isZero();
    assertThat(rows(target, "*")).hasSize(SPANS);
    assertThat(told.toString()).contains("sent 0 spans");
  }

  @Test
  void a_filter_and_a_range_choose() throws Exception {
    send(source, request(0, SPANS));
    assertThat(run("-src=" + source, "-filter=name:=\"buy 7\"")).isZero();
    assertThat(rows(target, "*")).hasSize(1);
    assertThat(run("-src=" + source, "-end=2001-01-01T00:00:00Z")).isZero();
    assertThat(rows(target, "*")).hasSize(1);
    assertThatThrownBy(() -> run("-src=" + source, "-start=yesterday"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected -7d or 2026-11-21T10:00:00Z");
    assertThatThrownBy(this::run).hasMessageContaining("-src is missing");
  }

  @Test
  void spans_of_a_file_of_otlp_arrive_as_they_were() throws Exception {
    Path file = folder.resolve("traces.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < SPANS; i += 10) {
        out.write((request(i, i + 10) + "\n").getBytes(UTF_8));
      }
    }
    send(source, request(0, SPANS));
    assertThat(run("-from=otlp", "-src=" + file)).isZero();
    String fields = " | fields span_id, parent_span_id, name, \"span_attr:x.y\", \"event:*\"";
    assertThat(rows(target, "*" + fields)).hasSize(SPANS).isEqualTo(rows(source, "*" + fields));
    assertThat(run("-from=otlp", "-src=" + file, "-skip=" + (SPANS - 1))).isZero();
    assertThat(rows(target, "*")).hasSize(SPANS + 1);
  }

  @Test
  void spans_of_a_file_of_jaeger_arrive_as_they_were() throws Exception {
    send(source, request(0, SPANS));
    Path file = folder.resolve("trace.json");
    Files.writeString(file, get(source + "/select/jaeger/api/traces/" + TRACE));
    assertThat(run("-from=jaeger", "-src=" + file)).isZero();
    String fields =
        " | fields trace_id, span_id, parent_span_id, name, kind, status_code, status_message,"
            + " start_time_unix_nano, duration, scope_name, \"span_attr:x.y\","
            + " \"resource_attr:service.name\", \"event:event_name:0\", \"link:link_span_id:0\"";
    assertThat(rows(target, "*" + fields)).hasSize(SPANS).isEqualTo(rows(source, "*" + fields));
  }

  @Test
  void a_file_that_cannot_be_read_says_how_to_go_on() throws Exception {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, request(0, 2) + "\n" + request(2, 4).replace("scopeSpans", "x") + "[");
    assertThatThrownBy(() -> run("-from=otlp", "-src=" + file))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("expected an object")
        .hasMessageContaining("-skip=0");
    Files.writeString(
        file, "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}],\"scope\":{}}]}]}");
    assertThatThrownBy(() -> run("-from=otlp", "-src=" + file))
        .hasMessageContaining("`scope` before the spans");
  }

  @Test
  void what_the_node_refuses_is_told() throws Exception {
    Path file = folder.resolve("old.json");
    Files.writeString(
        file,
        request(0, 2)
            .replaceAll("\"(start|end)TimeUnixNano\":\"\\d+\"", "\"$1TimeUnixNano\":\"5\""));
    assertThat(run("-from=otlp", "-src=" + file)).isEqualTo(1);
    assertThat(told.toString()).contains("sent 2 spans, 2 of them refused (");
  }
}
