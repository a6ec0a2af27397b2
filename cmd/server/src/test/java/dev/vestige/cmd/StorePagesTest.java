package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators do with a store over HTTP.
class StorePagesTest {
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable Server server;

  private void start(String... words) {
    List<String> flags = new ArrayList<>(List.of(words));
    flags.add("-httpListenAddr=127.0.0.1:0");
    flags.add("-storageDataPath=" + folder.resolve("data"));
    server =
        Server.start(Flags.parse(flags, Map.of()), new BuildInfo("1.2.3", "abc"), new LogCounts());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    client.close();
  }

  private HttpResponse<String> ask(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    Server running = server;
    int port = running == null ? 0 : running.ports().getFirst();
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return ask("POST", path, "text/plain", "");
  }

  private String get(String path) throws IOException, InterruptedException {
    return ask("GET", path, "text/plain", "").body();
  }

  /// Sends one span for each name, ended just now.
  private void send(String... names) throws IOException, InterruptedException {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    List<String> spans = new ArrayList<>();
    for (String name : names) {
      spans.add(
          """
          {"traceId":"%032x","spanId":"%016x","name":"%s","startTimeUnixNano":"%d",\
          "endTimeUnixNano":"%d"}\
          """
              .formatted(1 + spans.size(), 1 + spans.size(), name, now - 5, now));
    }
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"spans":[%s]}]}]}\
        """
            .formatted(String.join(",", spans));
    assertThat(
            ask("POST", "/insert/opentelemetry/v1/traces", "application/json", body).statusCode())
        .isEqualTo(200);
  }

  private List<String> names() throws IOException, InterruptedException {
    String rows = get("/select/logsql/query?query=*%7Cfields%20name");
    return rows.lines()
        .map(row -> row.replaceAll(".*\"name\":\"([^\"]*)\".*", "$1"))
        .sorted()
        .toList();
  }

  @Test
  void spans_are_deleted_by_filter() throws Exception {
    start("-delete.enable");
    send("good", "bad", "ugly", "bad");
    assertThat(names()).containsExactly("bad", "bad", "good", "ugly");
    HttpResponse<String> begun = post("/delete/run_task?filter=name%3A%3Dbad");
    assertThat(begun.statusCode()).isEqualTo(200);
    assertThat(begun.body()).matches("\\{\"task_id\":\"\\d+\"}");
    awaitNoTask();
    assertThat(names()).containsExactly("good", "ugly");
    assertThat(post("/delete/stop_task?task_id=7").statusCode()).isEqualTo(404);
    assertThat(post("/delete/run_task").body()).contains("filter");
    assertThat(post("/delete/run_task?filter=name%3A%3D(").statusCode()).isEqualTo(400);
    assertThat(ask("GET", "/delete/run_task?filter=*", "text/plain", "").statusCode())
        .isEqualTo(405);
    assertThat(names()).containsExactly("good", "ugly");
  }

  private void awaitNoTask() throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!get("/delete/active_tasks").equals("[]") && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    assertThat(get("/delete/active_tasks")).isEqualTo("[]");
  }

  @Test
  void deleting_must_be_allowed_by_a_flag() throws Exception {
    start();
    send("kept");
    HttpResponse<String> answer = post("/delete/run_task?filter=*");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("-delete.enable");
    assertThat(names()).containsExactly("kept");
  }

  @Test
  void traces_are_pinned_and_unpinned() throws Exception {
    start();
    send("one", "two");
    String one = "%032x".formatted(1);
    String pins = "/select/traces/api/pins";
    assertThat(get(pins)).isEqualTo("{\"pins\":[]}");
    assertThat(post(pins + "/add?trace_id=1").body())
        .matches("\\{\"traceID\":\"" + one + "\",\"spans\":1,\"pinnedAt\":\"[^\"]*Z\"}");
    HttpResponse<String> archived = post("/select/jaeger/api/archive/2");
    assertThat(archived.statusCode()).isEqualTo(200);
    assertThat(archived.body()).startsWith("{\"data\":[],\"errors\":null");
    assertThat(get(pins)).contains(one, "%032x".formatted(2));
    assertThat(get("/metrics"))
        .contains("vt_storage_pinned_traces 2\n", "vt_storage_pinned_spans 2\n");
    assertThat(post(pins + "/remove?trace_id=1").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get(pins)).doesNotContain(one);
  }

  @Test
  void what_cannot_be_pinned_is_told() throws Exception {
    start("-pinAuthKey=secret");
    String pins = "/select/traces/api/pins";
    assertThat(post(pins + "/add?trace_id=1").statusCode()).isEqualTo(401);
    assertThat(post("/api/archive/1").statusCode()).isEqualTo(401);
    assertThat(get(pins)).isEqualTo("{\"pins\":[]}");
    assertThat(post(pins + "/add?authKey=secret").statusCode()).isEqualTo(400);
    HttpResponse<String> absent = post(pins + "/add?authKey=secret&trace_id=a");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(absent.body()).contains("no span of trace " + "%032x".formatted(10));
    assertThat(post(pins + "/remove?authKey=secret&trace_id=a").statusCode()).isEqualTo(404);
    assertThat(post("/api/archive/a?authKey=secret").statusCode()).isEqualTo(404);
    assertThat(ask("GET", pins + "/add?authKey=secret", "text/plain", "").statusCode())
        .isEqualTo(405);
  }

  @Test
  void snapshots_come_and_go() throws Exception {
    start();
    send("one");
    String created = post("/internal/partition/snapshot/create").body();
    assertThat(created).startsWith("[\"" + folder.resolve("data/snapshots")).endsWith("\"]");
    assertThat(get("/internal/partition/snapshot/list")).isEqualTo(created);
    Path path = Path.of(created.substring(2, created.length() - 2));
    assertThat(path.resolve("manifest")).exists();
    assertThat(post("/internal/partition/snapshot/delete_stale?max_age=1h").body()).isEqualTo("[]");
    assertThat(post("/internal/partition/snapshot/delete_stale?max_age=x").statusCode())
        .isEqualTo(400);
    assertThat(post("/internal/partition/snapshot/delete?path=" + path).statusCode())
        .isEqualTo(200);
    assertThat(path).doesNotExist();
    assertThat(post("/internal/partition/snapshot/delete?path=" + path).statusCode())
        .isEqualTo(404);
    assertThat(ask("GET", "/internal/partition/snapshot/create", "text/plain", "").statusCode())
        .isEqualTo(405);
  }

  @Test
  void partitions_are_detached_and_attached() throws Exception {
    start();
    send("one", "two");
    post("/internal/force_flush");
    String today = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
    String list = get("/internal/partition/list");
    // The test may run over midnight.
    String day = list.contains(today) ? today : list.replaceAll("\\D", "");
    assertThat(list).isEqualTo("[\"" + day + "\"]");
    assertThat(post("/internal/partition/detach?name=" + day).statusCode()).isEqualTo(200);
    assertThat(get("/internal/partition/list")).isEqualTo("[]");
    assertThat(names()).isEmpty();
    assertThat(Files.isDirectory(folder.resolve("data/detached/" + day))).isTrue();
    assertThat(post("/internal/partition/detach?name=" + day).statusCode()).isEqualTo(404);
    assertThat(post("/internal/partition/attach?name=" + day).statusCode()).isEqualTo(200);
    assertThat(names()).containsExactly("one", "two");
  }

  @Test
  void the_metrics_tell_what_the_store_does() throws Exception {
    start();
    send("one");
    post("/internal/force_flush");
    assertThat(get("/metrics"))
        .contains(
            "vt_partitions 1\n",
            "vt_merges_total 0\n",
            "vt_storage_damaged_parts 0\n",
            "vt_storage_unflushed_age_seconds 0\n",
            "vt_storage_spans_refused_total{reason=\"read_only\"} 0\n",
            "vt_wal_unsynced_bytes 0\n",
            "vt_live_tailing_requests 0\n")
        .containsPattern("vm_fs_info\\{path=.*fs_type=\"\\w+\"} 1")
        .containsPattern("vm_cache_size_max_bytes\\{type=\"storage/chunks\"} [1-9]")
        .containsPattern("vt_wal_syncs_total [1-9]")
        .containsPattern("vt_uncompressed_data_size_bytes\\{type=\"storage/big\"} [1-9]")
        .containsPattern("vt_compressed_data_size_bytes\\{type=\"storage/big\"} [1-9]");
  }

  @Test
  void partitions_can_have_a_key_of_their_own() throws Exception {
    start("-partitionManageAuthKey=secret");
    assertThat(post("/internal/partition/snapshot/create").statusCode()).isEqualTo(401);
    assertThat(get("/internal/partition/list?authKey=secret")).isEqualTo("[]");
  }
}
