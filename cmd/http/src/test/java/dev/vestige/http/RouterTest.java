package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which endpoint serves a request, and who may use it.
final class RouterTest {
  private static Router.Builder pages() {
    return Router.builder()
        .exact("/", TestServer.text("root"), RouteOptions.DEFAULT)
        .exact("/health", TestServer.text("OK"), RouteOptions.OPEN)
        .exact("/metrics", TestServer.text("metrics"), RouteOptions.DEFAULT)
        .exact("/select/logsql/query", TestServer.text("query"), RouteOptions.DEFAULT)
        .prefix("/select/vmui/", TestServer.text("ui"), RouteOptions.DEFAULT)
        .prefix("/select/vmui/static/", TestServer.text("static"), RouteOptions.DEFAULT)
        .prefix("/select/jaeger/", TestServer.text("jaeger"), RouteOptions.DEFAULT)
        .between("/services/", "/operations", TestServer.text("operations"), RouteOptions.DEFAULT)
        .suffix("/favicon.ico", TestServer.text("icon"), RouteOptions.OPEN)
        .exact(
            "/internal/force_merge",
            TestServer.text("merged"),
            RouteOptions.DEFAULT.withMethods("POST"))
        .exact(
            "/internal/list",
            TestServer.text("list"),
            RouteOptions.DEFAULT.withMethods("GET", "POST"))
        .corsBelow("/select/logsql/")
        .collapseSlashesBelow("/select/logsql/");
  }

  @ParameterizedTest
  @CsvSource({
    "/,root",
    "/health,OK",
    "/select/logsql/query,query",
    "/select/logsql/query?x=1,query",
    "/select/vmui/,ui",
    "/select/vmui/a/b,ui",
    "/select/vmui/static/x.js,static",
    "/services/a/b/operations,operations",
    "/services//operations,operations",
    "/some/where/favicon.ico,icon",
    "//select//logsql///query,query",
    "/select/jaeger//x,jaeger",
  })
  void finds_the_closest_route(String path, String expected) {
    try (TestServer server = TestServer.start(pages().build());
        RawClient client = server.connect()) {
      assertThat(client.get(path).answer().text()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/nosuch|''",
        "/helth|/health",
        "/metrics/|/metrics",
        "/logsql/query|/select/logsql/query",
        "/select/logsql/querry|/select/logsql/query",
        "//health|/health",
        "/select|''",
      })
  void answers_unknown_paths_with_404_and_a_hint(String path, String hint) {
    try (TestServer server = TestServer.start(pages().build());
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get(path).answer();
      assertThat(answer.status()).isEqualTo(404);
      String meant = hint.isEmpty() ? "" : "; did you mean " + hint + "?";
      assertThat(answer.text())
          .isEqualTo("unsupported path requested: \"" + path + "\"" + meant + "\n");
      assertThat(server.recorder.awaitSummary().route()).isEqualTo("unknown");
    }
  }

  @Test
  void looks_for_no_hint_for_very_long_paths() {
    try (TestServer server = TestServer.start(pages().build());
        RawClient client = server.connect()) {
      String text = client.get("/" + "a".repeat(100_000)).answer().text();
      assertThat(text).hasSizeLessThan(300);
    }
  }

  @Test
  void tells_which_methods_there_are() {
    try (TestServer server = TestServer.start(pages().build());
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/internal/force_merge").answer();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("POST");
      assertThat(client.post("/internal/force_merge", "").answer().text()).isEqualTo("merged");
      assertThat(
              client
                  .send("HEAD /internal/list HTTP/1.1\r\nHost: x\r\n\r\n")
                  .answer("HEAD")
                  .status())
          .isEqualTo(200);
      assertThat(
              client
                  .send("PUT /internal/list HTTP/1.1\r\nHost: x\r\n\r\n")
                  .answer()
                  .header("Allow"))
          .isEqualTo("GET, POST");
    }
  }

  @Test
  void lets_other_sites_read_below_some_paths_errors_included() {
    try (TestServer server = TestServer.start(pages().build());
        RawClient client = server.connect()) {
      String header = "Access-Control-Allow-Origin";
      assertThat(client.get("/select/logsql/query").answer().header(header)).isEqualTo("*");
      assertThat(client.get("/select/logsql/nosuch").answer().header(header)).isEqualTo("*");
      assertThat(client.get("/health").answer().header(header)).isEmpty();
      assertThat(client.get("/select/vmui/").answer().header(header)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"/foo/bar", "foo/bar", "/foo/bar/", "foo/bar//"})
  void takes_a_prefix_off(String prefix) {
    try (TestServer server = TestServer.start(pages().pathPrefix(prefix).build());
        RawClient client = server.connect()) {
      assertThat(client.get("/foo/bar/health").answer().text()).isEqualTo("OK");
      assertThat(client.get("/foo/bar/").answer().text()).isEqualTo("root");
      RawClient.Answer redirect = client.get("/foo/bar").answer();
      assertThat(redirect.status()).isEqualTo(302);
      assertThat(redirect.header("Location")).isEqualTo("/foo/bar/");
      RawClient.Answer outside = client.get("/health").answer();
      assertThat(outside.status()).isEqualTo(404);
      assertThat(outside.text()).contains("/foo/bar/");
      assertThat(client.get("/foo/bar//select//logsql/query").answer().text()).isEqualTo("query");
      assertThat(client.get("/foo/bar/helth").answer().text()).contains("did you mean /health?");
    }
  }

  private static String basic(String userAndPassword) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void asks_for_user_and_password_where_it_is_not_open() {
    BasicAuth auth = new BasicAuth(() -> "user", () -> "pass:w rd");
    try (TestServer server = TestServer.start(pages().basicAuth(auth).build());
        RawClient client = server.connect()) {
      RawClient.Answer refused = client.get("/metrics").answer();
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Basic realm=\"VictoriaMetrics\"");
      assertThat(client.get("/metrics", basic("user:pass:w rd")).answer().status()).isEqualTo(200);
      assertThat(client.get("/health").answer().status()).isEqualTo(200);
      assertThat(client.get("/x/favicon.ico").answer().status()).isEqualTo(200);
      assertThat(client.get("/nosuch").answer().status()).isEqualTo(401);
      assertThat(client.get("/nosuch", basic("user:pass:w rd")).answer().status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Basic dXNlcg==",
    "Basic dXNlcjo=",
    "Basic",
    "Basic !!!",
    "Bearer abc",
    "Basic dXNlcjpwdw",
    "''"
  })
  void refuses_other_credentials(String authorization) {
    BasicAuth auth = new BasicAuth(() -> "user", () -> "password");
    try (TestServer server = TestServer.start(pages().basicAuth(auth).build());
        RawClient client = server.connect()) {
      assertThat(client.get("/", "Authorization: " + authorization).answer().status())
          .isEqualTo(401);
    }
  }

  @Test
  void reads_secrets_anew_for_each_request() {
    AtomicReference<String> password = new AtomicReference<>("old");
    BasicAuth auth = new BasicAuth(() -> "user", password::get);
    try (TestServer server = TestServer.start(pages().basicAuth(auth).build());
        RawClient client = server.connect()) {
      assertThat(client.get("/", basic("user:old")).answer().status()).isEqualTo(200);
      password.set("new");
      assertThat(client.get("/", basic("user:old")).answer().status()).isEqualTo(401);
      assertThat(client.get("/", basic("user:new")).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void takes_a_key_instead_of_credentials_and_nothing_else_then() {
    AtomicReference<String> key = new AtomicReference<>("mk");
    Router router =
        Router.builder()
            .basicAuth(new BasicAuth(() -> "user", () -> "pw"))
            .exact(
                "/metrics",
                TestServer.text("metrics"),
                RouteOptions.DEFAULT.with(new AuthKey("-metricsAuthKey", key::get)))
            .exact("/flags", TestServer.text("flags"), RouteOptions.DEFAULT)
            .build();
    try (TestServer server = TestServer.start(router);
        RawClient client = server.connect()) {
      assertThat(client.get("/metrics?authKey=mk").answer().status()).isEqualTo(200);
      RawClient.Answer without = client.get("/metrics", basic("user:pw")).answer();
      assertThat(without.status()).isEqualTo(401);
      assertThat(without.text()).contains("authKey").contains("-metricsAuthKey");
      assertThat(without.headers()).doesNotContainKey("www-authenticate");
      RawClient.Answer wrong = client.get("/metrics?authKey=nope").answer();
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.text()).contains("authKey").doesNotContain("nope").doesNotContain("mk ");
      assertThat(
              client
                  .post("/metrics", "authKey=mk", "Content-Type: application/x-www-form-urlencoded")
                  .answer()
                  .status())
          .isEqualTo(200);
      assertThat(client.get("/flags?authKey=mk").answer().status()).isEqualTo(401);
      key.set("");
      assertThat(client.get("/metrics", basic("user:pw")).answer().status()).isEqualTo(200);
      assertThat(client.get("/metrics?authKey=mk").answer().status()).isEqualTo(401);
    }
  }

  @Test
  void refuses_two_routes_for_one_path() {
    Router.Builder builder = pages();
    assertThatThrownBy(() -> builder.exact("/health", TestServer.text(""), RouteOptions.DEFAULT))
        .hasMessageContaining("/health");
  }
}
