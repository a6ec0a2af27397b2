package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.coding.Samples;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an endpoint learns of a request: paths, arguments, headers, tenant.
final class ExchangeTest {
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private static TestServer server;

  @BeforeAll
  static void start() {
    Router router =
        Router.builder()
            .exact("/arguments", ExchangeTest::arguments, RouteOptions.DEFAULT)
            .exact(
                "/tenant",
                exchange -> send(exchange, exchange.tenant().toString()),
                RouteOptions.DEFAULT)
            .exact(
                "/headers",
                exchange ->
                    send(exchange, exchange.header("x-a").orElse("-") + exchange.headers("X-A")),
                RouteOptions.DEFAULT)
            .exact(
                "/address",
                exchange -> send(exchange, exchange.remoteAddress()),
                RouteOptions.DEFAULT)
            .prefix(
                "/path/",
                exchange ->
                    send(
                        exchange,
                        exchange.path() + " " + exchange.rawPath() + " " + exchange.rawQuery()),
                RouteOptions.DEFAULT)
            .build();
    server = TestServer.start(router);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void send(Exchange exchange, String text) throws java.io.IOException {
    exchange.send(200, TestServer.TEXT, ByteSlice.utf8(text));
  }

  private static void arguments(Exchange exchange) throws java.io.IOException {
    send(
        exchange,
        exchange.argument("a").orElse("-")
            + " "
            + exchange.arguments("a")
            + " "
            + exchange.queryArgument("a").orElse("-")
            + " "
            + exchange.queryArguments("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|- [] - []",
        "?a=1|1 [1] 1 [1]",
        "?a=1&b=2&a=3|1 [1, 3] 1 [1, 3]",
        "?a=1+2%2B3%C3%A9|1 2+3é [1 2+3é] 1 2+3é [1 2+3é]",
        "?a|[]  []",
        "?&&b&a=&|[]  []",
        "?%61=1|1 [1] 1 [1]",
        "?a=%7B%22x%22%3A%5B%5D%7D|{\"x\":[]} [{\"x\":[]}] {\"x\":[]} [{\"x\":[]}]",
      })
  void reads_the_query(@Nullable String query, String expected) {
    try (RawClient client = server.connect()) {
      String text = client.get("/arguments" + (query == null ? "" : query)).answer().text();
      assertThat(text.strip()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=1;b=2", "?a=%zz", "?a=%f", "?a=1&b=%"})
  void refuses_a_broken_query(String query) {
    try (RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/arguments" + query).answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("the query string");
    }
  }

  @Test
  void tells_which_arguments_nobody_asked_for() {
    try (RawClient client = server.connect()) {
      assertThat(unused(client.get("/arguments?a=1&limt=2&b%5B%5D=3&a%0d%0ab=4")))
          .isEqualTo("b[], limt");
      assertThat(unused(client.post("/arguments?a=1", "c=2&a=3", FORM))).isEqualTo("c");
      assertThat(unused(client.get("/arguments?a=1"))).isEmpty();
      assertThat(unused(client.get("/tenant?a=1"))).isEmpty();
      assertThat(
              unused(
                  client.get(
                      "/arguments?"
                          + "x".repeat(65)
                          + "&1&2&3&4&5&6&7&8&9&91&92".replace("&", "=&"))))
          .isEqualTo("1, 2, 3, 4, 5, 6, 7, 8, 9, 91");
    }
  }

  private static String unused(RawClient client) {
    return client.answer().header(UnusedArguments.HEADER);
  }

  @Test
  void reads_forms_before_the_query() {
    try (RawClient client = server.connect()) {
      String both = client.post("/arguments?a=url", "a=form&b=1&a=two", FORM).answer().text();
      assertThat(both).isEqualTo("form [form, two, url] url [url]");
      String charset = client.post("/arguments", "a=1+2", FORM + "; charset=utf-8").answer().text();
      assertThat(charset).startsWith("1 2 [1 2]");
      assertThat(client.post("/arguments?a=url", "", FORM).answer().text()).startsWith("url [url]");
    }
  }

  @Test
  void reads_compressed_forms() {
    byte[] form = Samples.gzip("a=zipped".getBytes(StandardCharsets.UTF_8));
    try (RawClient client = server.connect()) {
      assertThat(client.post("/arguments", form, FORM, "Content-Encoding: gzip").answer().text())
          .startsWith("zipped");
    }
  }

  @Test
  void reads_multipart_forms() {
    String body =
        """
        --bnd\r
        Content-Disposition: form-data; name="a"\r
        \r
        * | stats\r
        --bnd\r
        Content-Disposition: form-data; name="f"; filename="x"\r
        Content-Type: text/plain\r
        \r
        ignored\r
        --bnd\r
        Content-Disposition: form-data; name="a"\r
        \r
        second\r
        --bnd--\r
        """;
    try (RawClient client = server.connect()) {
      assertThat(
              client
                  .post("/arguments", body, "Content-Type: multipart/form-data; boundary=bnd")
                  .answer()
                  .text())
          .startsWith("* | stats [* | stats, second]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=other",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\""
      })
  void survives_broken_multipart_forms(String contentType) {
    String body = "--bnd\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx";
    try (RawClient client = server.connect()) {
      RawClient.Answer answer =
          client.post("/arguments", body, "Content-Type: " + contentType).answer();
      assertThat(answer.status()).isIn(200, 400);
    }
  }

  @Test
  void leaves_bodies_alone_that_are_no_forms() {
    try (RawClient client = server.connect()) {
      assertThat(client.post("/arguments?a=url", "a=form").answer().text()).startsWith("url [url]");
      assertThat(
              client
                  .post("/arguments?a=url", "a=form", "Content-Type: application/json")
                  .answer()
                  .text())
          .startsWith("url [url]");
      client.send(
          "GET /arguments?a=url HTTP/1.1\r\nHost: x\r\n"
              + FORM
              + "\r\nContent-Length: 6\r\n\r\na=form");
      assertThat(client.answer().text()).startsWith("url [url]");
    }
  }

  @Test
  void reads_as_many_arguments_as_allowed_and_not_one_more() {
    String most = "a=1" + "&b=2".repeat(Limits.ARGUMENTS_MAX - 1);
    try (RawClient client = server.connect()) {
      assertThat(client.post("/arguments", most, FORM).answer().status()).isEqualTo(200);
      assertThat(client.post("/arguments", most + "&c=3", FORM).answer().status()).isEqualTo(400);
    }
  }

  @Test
  void refuses_forms_beyond_the_limit() {
    try (RawClient client = server.connect()) {
      client.send(
          "POST /arguments HTTP/1.1\r\nHost: x\r\n"
              + FORM
              + "\r\nContent-Length: "
              + (Limits.FORM_BYTES_MAX + 1)
              + "\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0:0,'',''",
    "12:34,12,34",
    "0:0,0,0",
    "4294967295:1,4294967295,1",
    "7:0,007,''",
  })
  void reads_tenants(String expected, String account, String project) {
    try (RawClient client = server.connect()) {
      assertThat(
              client
                  .get("/tenant", "AccountID: " + account, "projectid: " + project)
                  .answer()
                  .text())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "4294967296", "abc", "1.5", "0x1", "99999999999999999999"})
  void refuses_other_tenants(String account) {
    try (RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/tenant", "AccountID: " + account).answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("AccountID");
    }
  }

  @Test
  void reads_headers_in_any_case() {
    try (RawClient client = server.connect()) {
      assertThat(client.get("/headers", "X-A: 1", "x-a: 2").answer().text()).isEqualTo("1[1, 2]");
      assertThat(client.get("/headers").answer().text()).isEqualTo("-[]");
    }
  }

  @Test
  void tells_paths_decoded_and_as_sent() {
    try (RawClient client = server.connect()) {
      assertThat(client.get("/path/a%2Fb+c%20d%C3%A9?x=%20").answer().text())
          .isEqualTo("/path/a/b+c d\u00e9 /path/a%2Fb+c%20d%C3%A9 x=%20");
    }
  }

  @Test
  void tells_where_a_request_comes_from() {
    try (RawClient client = server.connect()) {
      assertThat(client.get("/address").answer().text())
          .isEqualTo("127.0.0.1:" + client.socket.getLocalPort());
    }
  }
}
