package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HTTP/1 as it is spoken well, badly, and with bad intent.
final class Http1WireTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(router());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Router router() {
    return Router.builder()
        .exact("/health", TestServer.text("OK"), RouteOptions.DEFAULT)
        .exact("/ping", exchange -> exchange.send(204), RouteOptions.DEFAULT)
        .exact("/last", Http1WireTest::failAsTheLast, RouteOptions.DEFAULT)
        .exact(
            "/echo",
            exchange -> exchange.send(200, TestServer.TEXT, exchange.body(1 << 20)),
            RouteOptions.DEFAULT)
        .exact(
            "/argument",
            exchange ->
                exchange.send(
                    200, TestServer.TEXT, ByteSlice.utf8(exchange.argument("query").orElse("-"))),
            RouteOptions.DEFAULT)
        .build();
  }

  private static void failAsTheLast(Exchange exchange) {
    exchange.endConnection();
    throw VestigeException.invalidInput("no");
  }

  @Test
  void closes_when_the_endpoint_says_so_also_with_an_error() {
    try (RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/last").answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Connection")).isEqualTo("close");
      client.expectClosed();
    }
  }

  @Test
  void answers_pipelined_requests_in_order() {
    try (RawClient client = server.connect()) {
      client.send(
          """
          GET /health HTTP/1.1\r
          Host: x\r
          \r
          GET /ping HTTP/1.1\r
          Host: x\r
          \r
          GET /nosuch HTTP/1.1\r
          Host: x\r
          \r
          """);
      assertThat(client.answers(3))
          .extracting(RawClient.Answer::status)
          .containsExactly(200, 204, 404);
    }
  }

  @Test
  void answers_a_thousand_pipelined_posts() {
    try (RawClient client = server.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        String body = "number " + i;
        requests.append("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: ");
        requests.append(body.length()).append("\r\n\r\n").append(body);
      }
      client.send(requests.toString());
      for (int i = 0; i < 1000; i++) {
        assertThat(client.answer().text()).isEqualTo("number " + i);
      }
    }
  }

  @Test
  void closes_after_an_answer_to_http_1_0() {
    try (RawClient client = server.connect()) {
      RawClient.Answer answer = client.send("GET /health HTTP/1.0\r\n\r\n").answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo("HTTP/1.0");
      client.expectClosed();
    }
  }

  @Test
  void keeps_http_1_0_open_when_asked_to() {
    try (RawClient client = server.connect()) {
      String request = "GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
      assertThat(client.send(request).answer().header("Connection")).isEqualTo("keep-alive");
      assertThat(client.send(request).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void closes_when_asked_to() {
    try (RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/health", "Connection: close").answer();
      assertThat(answer.header("Connection")).isEqualTo("close");
      client.expectClosed();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "400 | GET /health HTTP/1.1",
        "400 | GET /health HTTP/1.1~Host: a~Host: b",
        "400 | hello world",
        "505 | GET /health HTTP/3.0~Host: x",
        "505 | GET /health HTTP/1.2~Host: x",
        "400 | GET /health HTTP/1.1~Host: x~Nonsense",
        "400 | GET /health HTTP/1.1~Host: x~X-A : b",
        "400 | GET /health HTTP/1.1~Host: x~X\u0001A: b",
        "400 | POST /ping HTTP/1.1~Host: x~Content-Length: abc",
        "400 | POST /ping HTTP/1.1~Host: x~Content-Length: -1",
        "400 | POST /ping HTTP/1.1~Host: x~Content-Length: 5~Content-Length: 6",
        "400 | POST /ping HTTP/1.1~Host: x~Content-Length: 5~Transfer-Encoding: chunked",
        "400 | POST /ping HTTP/1.0~Host: x~Content-Length: 5~Transfer-Encoding: chunked",
        "501 | POST /ping HTTP/1.1~Host: x~Transfer-Encoding: gzip",
        "501 | POST /ping HTTP/1.1~Host: x~Transfer-Encoding: gzip, chunked",
        "501 | POST /ping HTTP/1.1~Host: x~Transfer-Encoding: chunked~Transfer-Encoding: chunked",
        "417 | POST /health HTTP/1.1~Host: x~Expect: magic~Content-Length: 0",
      })
  void refuses_and_closes(int status, String request) {
    try (RawClient client = server.connect()) {
      RawClient.Answer answer = client.send(request.replace("~", "\r\n") + "\r\n\r\n").answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      client.expectClosed();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|get /health HTTP/1.1",
        "200|BREW /health HTTP/1.1",
        "200|GET /%68ealth HTTP/1.1",
        "200|GET http://example.com/health HTTP/1.1",
        "200|GET /health HTTP/1.1~X-A: b~ c",
        "200|GET /health HTTP/1.1~Connection: Upgrade~Upgrade: h2c",
        "400|GET /hea%00lth HTTP/1.1",
        "400|GET /hea%zzlth HTTP/1.1",
        "404|GET /nosuch HTTP/1.1",
        "404|OPTIONS * HTTP/1.1",
        "404|CONNECT example.com:443 HTTP/1.1",
      })
  void answers_and_stays(int status, String request) {
    try (RawClient client = server.connect()) {
      String text = request.replace("~", "\r\n") + "\r\nHost: x\r\n\r\n";
      assertThat(client.send(text).answer().status()).isEqualTo(status);
      assertThat(client.get("/health").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void reads_raw_utf_8_in_urls() {
    try (RawClient client = server.connect()) {
      byte[] request =
          "GET /argument?query=gr\u00fcn HTTP/1.1\r\nHost: x\r\n\r\n"
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertThat(client.send(request).answer().text()).isEqualTo("gr\u00fcn");
    }
  }

  @Test
  void takes_two_thousand_headers() {
    try (RawClient client = server.connect()) {
      StringBuilder request = new StringBuilder("GET /health HTTP/1.1\r\nHost: x\r\n");
      for (int i = 0; i < 2000; i++) {
        request.append("X-").append(i).append(": ").append(i).append("\r\n");
      }
      assertThat(client.send(request + "\r\n").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void takes_headers_up_to_the_limit_and_not_one_byte_more() {
    // "Host: x" and "X-Big: " count with the value.
    int fit = Limits.HEADER_BYTES_MAX - "Host: x".length() - "X-Big: ".length();
    assertThat(statusWithHeaderOf(fit)).isEqualTo(200);
    assertThat(statusWithHeaderOf(fit + 1)).isEqualTo(431);
    assertThat(server.recorder.reasons()).contains(HttpObserver.Reason.HEADERS_TOO_LARGE);
  }

  private static int statusWithHeaderOf(int length) {
    try (RawClient client = server.connect()) {
      return client.get("/health", "X-Big: " + "a".repeat(length)).answer().status();
    }
  }

  @Test
  void refuses_a_request_line_beyond_the_limit() {
    try (RawClient client = server.connect()) {
      assertThat(client.get("/" + "a".repeat(Limits.HEADER_BYTES_MAX)).answer().status())
          .isEqualTo(414);
    }
  }

  @Test
  void reads_chunks_with_extensions_and_trailers() {
    try (RawClient client = server.connect()) {
      client.send(
          """
          POST /echo HTTP/1.1\r
          Host: x\r
          Transfer-Encoding: chunked\r
          \r
          3;a=b\r
          abc\r
          A\r
          0123456789\r
          0\r
          X-Trailer: t\r
          \r
          """);
      assertThat(client.answer().text()).isEqualTo("abc0123456789");
      assertThat(client.get("/health").answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"zz", "-1", "FFFFFFFFFF", "''"})
  void refuses_broken_chunk_sizes(String size) {
    try (RawClient client = server.connect()) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + size
              + "\r\nabc\r\n");
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Connection")).isEqualTo("close");
      client.expectClosed();
    }
  }

  @Test
  void does_not_take_a_smuggled_request_for_a_second_one() {
    try (RawClient client = server.connect()) {
      client.send(
          """
          POST /ping HTTP/1.1\r
          Host: x\r
          Content-Length: 4\r
          Transfer-Encoding: chunked\r
          \r
          0\r
          \r
          GET /health HTTP/1.1\r
          Host: x\r
          \r
          """);
      assertThat(client.answer().status()).isEqualTo(400);
      client.expectClosed();
    }
  }

  @Test
  void skips_a_short_body_nobody_reads() {
    try (RawClient client = server.connect()) {
      client.send(
          "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789"
              + "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.answers(2)).extracting(RawClient.Answer::status).containsExactly(200, 204);
    }
  }

  @Test
  void skips_a_body_up_to_the_limit_and_closes_for_a_longer_one() {
    int limit = Limits.DISCARDED_BODY_BYTES_MAX;
    try (RawClient client = server.connect()) {
      assertThat(client.post("/health", new byte[limit]).answer().headers())
          .doesNotContainKey("connection");
      assertThat(client.get("/ping").answer().status()).isEqualTo(204);
    }
    try (RawClient client = server.connect()) {
      client.send("POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
      assertThat(client.answer().header("Connection")).isEqualTo("close");
      client.expectClosed();
    }
  }

  @Test
  void lets_the_client_read_the_answer_while_it_still_sends() {
    try (RawClient client = server.connect()) {
      byte[] tooLarge = new byte[4 << 20];
      client.post("/echo", tooLarge);
      assertThat(client.answer().status()).isEqualTo(413);
    }
  }

  @Test
  void asks_for_the_body_of_a_client_that_waits_to_be_asked() {
    try (RawClient client = server.connect()) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(100);
      assertThat(client.send("hello").answer().text()).isEqualTo("hello");
      assertThat(client.get("/health").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void does_not_ask_for_a_body_that_nobody_reads() {
    try (RawClient client = server.connect()) {
      client.send(
          "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Connection")).isEqualTo("close");
    }
  }

  @Test
  void does_not_ask_for_a_body_that_is_too_large() {
    try (RawClient client = server.connect()) {
      client.send(
          """
          POST /echo HTTP/1.1\r
          Host: x\r
          Content-Length: 5000000\r
          Expect: 100-continue\r
          \r
          """);
      assertThat(client.answer().status()).isEqualTo(413);
    }
  }

  @Test
  void answers_a_client_that_has_ended_its_side() throws IOException {
    try (RawClient client = server.connect()) {
      client.get("/health");
      client.socket.shutdownOutput();
      assertThat(client.answer().text()).isEqualTo("OK");
      client.expectClosed();
    }
  }

  @Test
  void closes_without_an_answer_when_headers_are_too_slow() {
    UnaryOperator<HttpServerOptions> quick =
        TestServer.timeouts(t -> new HttpServerOptions.Timeouts(0, 60_000, 100, 60_000, 60_000));
    try (TestServer slow = TestServer.start(router(), quick);
        RawClient client = slow.connect()) {
      client.send("GET /health HTTP/1.1\r\nHost: x\r\n");
      client.expectClosed();
      assertThat(slow.recorder.reasons()).containsExactly(HttpObserver.Reason.HEADERS_TOO_SLOW);
    }
  }

  @Test
  void closes_an_idle_connection() {
    UnaryOperator<HttpServerOptions> quick =
        TestServer.timeouts(t -> new HttpServerOptions.Timeouts(0, 1_000, 5_000, 60_000, 60_000));
    try (TestServer idle = TestServer.start(router(), quick);
        RawClient silent = idle.connect();
        RawClient client = idle.connect()) {
      assertThat(client.get("/health").answer().status()).isEqualTo(200);
      client.expectClosed();
      silent.expectClosed();
    }
  }

  @Test
  void closes_a_connection_of_some_age_with_its_next_answer() {
    UnaryOperator<HttpServerOptions> shortLived =
        TestServer.timeouts(t -> new HttpServerOptions.Timeouts(1, 60_000, 5_000, 60_000, 60_000));
    try (TestServer aging = TestServer.start(router(), shortLived);
        RawClient client = aging.connect()) {
      RawClient.Answer answer = client.get("/health").answer();
      while (!answer.header("Connection").equals("close")) {
        answer = client.get("/health").answer();
      }
      client.expectClosed();
    }
  }

  @Test
  void closes_each_connection_without_keep_alive() {
    UnaryOperator<HttpServerOptions> off =
        options ->
            options.with(
                new HttpServerOptions.Answers(
                    HttpServerOptions.Headers.NONE,
                    HttpServerOptions.KeepAlive.OFF,
                    HttpServerOptions.Compression.ON));
    try (TestServer closing = TestServer.start(router(), off);
        RawClient client = closing.connect()) {
      assertThat(client.get("/health").answer().header("Connection")).isEqualTo("close");
      client.expectClosed();
    }
  }

  @Test
  void refuses_connections_beyond_the_limit() {
    UnaryOperator<HttpServerOptions> two =
        options -> options.with(new HttpServerOptions.Capacity(1, 2, 100));
    try (TestServer small = TestServer.start(router(), two);
        RawClient first = small.connect();
        RawClient second = small.connect()) {
      assertThat(first.get("/health").answer().status()).isEqualTo(200);
      assertThat(second.get("/health").answer().status()).isEqualTo(200);
      try (RawClient third = small.connect()) {
        third.expectClosed();
      }
      assertThat(small.recorder.reasons())
          .containsExactly(HttpObserver.Reason.TOO_MANY_CONNECTIONS);
      assertThat(first.get("/health").answer().status()).isEqualTo(200);
    }
  }
}
