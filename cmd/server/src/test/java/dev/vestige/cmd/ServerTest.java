package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable Server server;

  private Server start(String... words) {
    List<String> flags = new ArrayList<>(List.of(words));
    flags.add("-storageDataPath=" + folder.resolve("data"));
    flags.addFirst("-httpListenAddr=127.0.0.1:0");
    Server started =
        Server.start(Flags.parse(flags, Map.of()), new BuildInfo("1.2.3", "abc"), new LogCounts());
    server = started;
    return started;
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    client.close();
  }

  private HttpResponse<String> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    Server running = server;
    assertThat(running).isNotNull();
    int port = running == null ? 0 : running.ports().getFirst();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int status(String path, String... headers) throws IOException, InterruptedException {
    return ask("GET", path, headers).statusCode();
  }

  @Test
  void the_pages_of_every_node_answer() throws Exception {
    start("-retentionPeriod=100y");
    assertThat(ask("GET", "/").body()).contains("select/vmui", "Version 1.2.3");
    assertThat(ask("HEAD", "/").statusCode()).isEqualTo(200);
    assertThat(ask("POST", "/").statusCode()).isEqualTo(405);
    assertThat(ask("POST", "/health").body()).isEqualTo("OK");
    assertThat(status("/ping")).isEqualTo(204);
    assertThat(ask("GET", "/-/healthy").body()).isEqualTo("VictoriaMetrics is Healthy.\n");
    assertThat(ask("GET", "/-/ready").body()).isEqualTo("VictoriaMetrics is Ready.\n");
    assertThat(ask("GET", "/robots.txt").body()).isEqualTo("User-agent: *\nDisallow: /\n");
    assertThat(status("/some/where/favicon.ico")).isEqualTo(200);
    assertThat(ask("GET", "/flags").body()).contains("-retentionPeriod=\"100y\"\n");
    assertThat(ask("GET", "/insert/ready").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(ask("GET", "/select/buildinfo").body())
        .isEqualTo("{\"status\":\"success\",\"data\":{\"version\":\"v1.2.3\"}}");
    assertThat(ask("GET", "/debug/").body()).contains("threads", "heap", "jfr");
    assertThat(ask("GET", "/debug/pprof/cmdline").body()).contains("\0-retentionPeriod=100y");
    assertThat(status("/debug/pprof/allocs")).isEqualTo(404);
    assertThat(status("/nosuch")).isEqualTo(404);
  }

  @Test
  void metrics_count_what_happens() throws Exception {
    start();
    assertThat(status("/nosuch")).isEqualTo(404);
    assertThat(status("/select/buildinfo")).isEqualTo(200);
    assertThat(ask("GET", "/metrics").body().lines())
        .contains(
            "vm_http_request_errors_total{path=\"*\", reason=\"unsupported\"} 1",
            "vm_http_request_errors_total{path=\"*\", reason=\"wrong_basic_auth\"} 0",
            "vt_http_requests_total{path=\"/select/buildinfo\"} 1",
            "vt_http_errors_total{path=\"/select/buildinfo\"} 0",
            "vt_http_request_duration_seconds_count{path=\"/select/buildinfo\"} 1",
            "vm_http_requests_total{path=\"*/favicon.ico\"} 0",
            "vt_concurrent_select_current 0",
            "vm_concurrent_insert_limit_reached_total 0",
            "vm_tcplistener_conns{name=\"http\",addr=\"127.0.0.1:0\"} 1");
  }

  @Test
  void keys_replace_user_and_password_on_their_pages() throws Exception {
    start(
        "-httpAuth.username=user",
        "-httpAuth.password=pw",
        "-metricsAuthKey=mk",
        "-flagsAuthKey=fk",
        "-pprofAuthKey=pk");
    String[] credentials = {"Authorization", "Basic dXNlcjpwdw=="};
    assertThat(status("/")).isEqualTo(401);
    assertThat(status("/", credentials)).isEqualTo(200);
    assertThat(status("/health")).isEqualTo(200);
    for (String page : List.of("/flags?authKey=fk", "/debug/?authKey=pk", "/metrics?authKey=mk")) {
      assertThat(status(page)).isEqualTo(200);
      String withoutKey = page.substring(0, page.indexOf('?'));
      assertThat(status(withoutKey, credentials)).isEqualTo(401);
      assertThat(ask("GET", withoutKey + "?authKey=x").body()).contains("authKey");
    }
    assertThat(ask("GET", "/metrics?authKey=mk").body())
        .contains(
            "vm_http_request_errors_total{path=\"*\", reason=\"wrong_auth_key\"} 6\n",
            "vm_http_request_errors_total{path=\"*\", reason=\"wrong_basic_auth\"} 1\n")
        .doesNotContain("\"pw\"", "\"mk\"");
  }

  @Test
  void closed_doors_name_their_flag() throws Exception {
    start("-select.disable", "-internalinsert.disable");
    for (String path : List.of("/select/logsql/query", "/select/foo", "/internal/select/query")) {
      HttpResponse<String> answer = ask("GET", path);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("-select.disable");
    }
    assertThat(ask("POST", "/internal/insert?version=v1").body())
        .contains("-internalinsert.disable");
    assertThat(status("/insert/ready")).isEqualTo(200);
  }

  @Test
  void doors_for_nodes_close_by_themselves_and_with_those_for_clients() throws Exception {
    start("-insert.disable", "-internalselect.disable");
    for (String path :
        List.of(
            "/insert/opentelemetry/v1/traces",
            "/v1/traces",
            "/api/v2/spans",
            "/api/traces",
            "/internal/insert?version=vestige1")) {
      HttpResponse<String> answer = ask("POST", path);
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(answer.body()).contains("-insert.disable");
    }
    assertThat(ask("POST", "/internal/select/query?version=vestige1").body())
        .contains("-internalselect.disable");
    assertThat(status("/select/logsql/query?query=*")).isEqualTo(200);
    assertThat(ask("GET", "/internal/hello").body()).contains("insert: \n", "select: \n");
  }

  @Test
  void keys_guard_the_orders_to_a_store() throws Exception {
    Map<String, String> keys =
        Map.of(
            "force_flush", "forceFlushAuthKey",
            "force_merge", "forceMergeAuthKey",
            "log_new_streams", "logNewStreamsAuthKey",
            "partition/list", "partitionManageAuthKey");
    start(keys.values().stream().map(flag -> "-" + flag + "=secret").toArray(String[]::new));
    for (Map.Entry<String, String> key : keys.entrySet()) {
      String path = "/internal/" + key.getKey();
      HttpResponse<String> refused = ask("POST", path);
      assertThat(refused.statusCode()).as(path).isEqualTo(401);
      assertThat(refused.body()).contains("-" + key.getValue()).doesNotContain("secret");
      assertThat(ask("POST", path + "?authKey=secret&seconds=1").statusCode())
          .as(path)
          .isEqualTo(200);
    }
  }

  @Test
  void pages_live_below_the_prefix_with_the_headers_of_the_flags() throws Exception {
    start("-http.pathPrefix=/foo/bar", "-http.header.hsts=max-age=1", "-http.header.csp=x");
    HttpResponse<String> answer = ask("GET", "/foo/bar/health");
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=1");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("x");
    assertThat(answer.headers().firstValue("X-Server-Hostname")).isPresent();
    assertThat(status("/health")).isEqualTo(404);
  }

  @Test
  void nothing_is_left_when_a_part_cannot_start() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String busy = "127.0.0.1:" + taken.getLocalPort();
      assertThatThrownBy(() -> start("-httpListenAddr=" + busy)).hasMessageContaining(busy);
    }
    start();
    assertThat(status("/health")).isEqualTo(200);
  }

  @Test
  void a_data_directory_belongs_to_one_process() {
    start();
    assertThatThrownBy(() ->
            Server.start(
                Flags.parse(
                    List.of(
                        "-httpListenAddr=127.0.0.1:0",
                        "-storageDataPath=" + folder.resolve("data")),
                    Map.of()),
                new BuildInfo("1", "a"),
                new LogCounts()))
        .hasMessageContaining("-storageDataPath")
        .hasMessageContaining("flock.lock");
  }

  @Test
  void what_cannot_be_read_or_written_is_named() throws IOException {
    Path file = Files.createFile(folder.resolve("data"));
    assertThatThrownBy(() -> start()).hasMessageContaining(file.toString());
    Files.delete(file);
    assertThatThrownBy(() -> start("-metricsAuthKey=file:///no/such/key"))
        .hasMessageContaining("-metricsAuthKey")
        .hasMessageContaining("/no/such/key");
    assertThatThrownBy(() -> start("-httpListenAddr=no.such.host.invalid:1"))
        .hasMessageContaining("no.such.host.invalid (-httpListenAddr): unknown host");
    assertThatThrownBy(() -> start("-tls", "-tlsCertFile=/no/cert", "-tlsKeyFile=/no/key"))
        .hasMessageContaining("/no/cert");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_node_of_a_cluster_has_no_data_directory() throws Exception {
    start("-storageNode=127.0.0.1:1");
    assertThat(status("/health")).isEqualTo(200);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void several_addresses_are_served() throws Exception {
    Server running = start("-httpListenAddr=127.0.0.1:0");
    assertThat(running.ports()).hasSize(2).doesNotHaveDuplicates();
  }
}
