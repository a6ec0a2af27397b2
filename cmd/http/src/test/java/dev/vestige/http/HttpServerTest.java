package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a client sees of the plainest requests.
final class HttpServerTest {
  @Test
  void answers_with_text_and_the_headers_of_every_answer() {
    HttpServerOptions.Headers headers =
        new HttpServerOptions.Headers("host-1", "max-age=1", "default-src 'self'", "DENY");
    try (TestServer server =
            TestServer.of(
                TestServer.text("OK"),
                options ->
                    options.with(
                        new HttpServerOptions.Answers(
                            headers,
                            HttpServerOptions.KeepAlive.ON,
                            HttpServerOptions.Compression.ON)));
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/health").answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("OK");
      assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(answer.header("Content-Length")).isEqualTo("2");
      assertThat(answer.header("Date"))
          .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
      assertThat(answer.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
      assertThat(answer.header("X-Server-Hostname")).isEqualTo("host-1");
      assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=1");
      assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'self'");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.headers()).doesNotContainKey("connection");
    }
  }

  @Test
  void leaves_optional_headers_out() {
    try (TestServer server = TestServer.of(TestServer.text("OK"));
        RawClient client = server.connect()) {
      assertThat(client.get("/").answer().headers().keySet())
          .containsExactlyInAnyOrder("vary", "date", "content-type", "content-length");
    }
  }

  @Test
  void tells_an_error_by_its_kind_as_one_line_of_text() {
    Endpoint failing =
        exchange -> {
          exchange.setHeader("Cache-Control", "max-age=3600");
          throw new VestigeException(
              ErrorKind.valueOf(exchange.path().substring(1)), "it went wrong");
        };
    try (TestServer server = TestServer.of(failing);
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/INVALID_INPUT").answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).isEqualTo("it went wrong\n");
      assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.headers()).doesNotContainKeys("retry-after", "cache-control");

      RawClient.Answer busy = client.get("/UNAVAILABLE").answer();
      assertThat(busy.status()).isEqualTo(503);
      assertThat(busy.header("Retry-After")).isEqualTo("1");
      assertThat(client.get("/RESOURCE_EXHAUSTED").answer().status()).isEqualTo(429);
      assertThat(client.get("/TOO_LARGE").answer().status()).isEqualTo(413);
      assertThat(client.get("/BAD_GATEWAY").answer().status()).isEqualTo(502);
    }
  }

  @Test
  void answers_an_unexpected_exception_with_500_and_without_its_details() {
    Endpoint failing =
        _ -> {
          throw new IllegalStateException("secret");
        };
    try (TestServer server = TestServer.of(failing);
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/").answer();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).contains("internal error").doesNotContain("secret");
    }
  }

  @Test
  void answers_an_endpoint_that_sends_nothing_with_500() {
    try (TestServer server = TestServer.of(_ -> {});
        RawClient client = server.connect()) {
      assertThat(client.get("/").answer().status()).isEqualTo(500);
    }
  }

  @Test
  void lets_an_error_replace_an_answer_that_was_prepared() {
    Endpoint changing =
        exchange -> {
          exchange.send(200, TestServer.TEXT, ByteSlice.utf8("fine"));
          throw VestigeException.invalidInput("not fine");
        };
    try (TestServer server = TestServer.of(changing);
        RawClient client = server.connect()) {
      assertThat(client.get("/").answer().text()).isEqualTo("not fine\n");
    }
  }

  @Test
  void sends_no_body_for_204_and_no_length() {
    try (TestServer server = TestServer.of(exchange -> exchange.send(204));
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/ping").answer();
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.headers()).doesNotContainKeys("content-length", "transfer-encoding");
      assertThat(client.get("/ping").answer().status()).isEqualTo(204);
    }
  }

  @Test
  void answers_head_with_the_headers_of_get() {
    try (TestServer server = TestServer.of(TestServer.text("x".repeat(500_000)));
        RawClient client = server.connect()) {
      client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
      RawClient.Answer head = client.answer("HEAD");
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Length")).isEqualTo("500000");
      assertThat(client.get("/").answer().body()).hasSize(500_000);
    }
  }

  @Test
  void answers_a_streaming_head_without_a_body() {
    Endpoint streaming =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            writer.write(new byte[200_000]);
          }
        };
    try (TestServer server = TestServer.of(streaming);
        RawClient client = server.connect()) {
      client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.answer("HEAD").status()).isEqualTo(200);
      assertThat(client.get("/").answer().body()).hasSize(200_000);
    }
  }

  @Test
  void sends_large_answers_whole() {
    String large = "0123456789".repeat(300_000);
    try (TestServer server = TestServer.of(TestServer.text(large));
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/").answer();
      assertThat(answer.text()).isEqualTo(large);
      assertThat(answer.header("Content-Length")).isEqualTo("3000000");
    }
  }

  @Test
  void sends_trailers_behind_a_chunked_body() {
    Endpoint trailing =
        exchange ->
            exchange.send(
                200, TestServer.TEXT, ByteSlice.utf8("body"), java.util.Map.of("x-sum", "4"));
    try (TestServer server = TestServer.of(trailing);
        RawClient client = server.connect()) {
      assertThat(client.get("/").answer().text()).isEqualTo("body[x-sum: 4]");
    }
  }

  @Test
  void listens_on_several_addresses_and_tells_their_ports() {
    HttpServerOptions.Listener any = HttpServerOptions.Listener.plain("127.0.0.1", 0);
    try (TestServer server =
        TestServer.of(TestServer.text("OK"), options -> options.with(List.of(any, any)))) {
      List<Integer> ports = server.server.ports();
      assertThat(ports).hasSize(2).doesNotHaveDuplicates();
      for (int port : ports) {
        try (RawClient client = RawClient.connect(port)) {
          assertThat(client.get("/").answer().text()).isEqualTo("OK");
        }
      }
    }
  }

  @Test
  void says_which_address_is_taken_and_leaves_nothing_listening() {
    try (TestServer first = TestServer.of(TestServer.text("OK"))) {
      HttpServerOptions options =
          HttpServerOptions.DEFAULT.with(
              List.of(
                  HttpServerOptions.Listener.plain("127.0.0.1", 0),
                  HttpServerOptions.Listener.plain("127.0.0.1", first.port)));
      HttpServer second = new HttpServer(options, Router.builder().build());
      org.assertj.core.api.Assertions.assertThatThrownBy(second::start)
          .isInstanceOf(VestigeException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + first.port);
      int leftOpen = second.ports().getFirst();
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> RawClient.connect(leftOpen))
          .isInstanceOf(java.io.UncheckedIOException.class);
    }
  }

  @Test
  void tells_the_observer_about_a_request() {
    Router router =
        Router.builder()
            .exact(
                "/echo",
                exchange -> exchange.send(200, TestServer.TEXT, exchange.body(100)),
                RouteOptions.DEFAULT)
            .build();
    try (TestServer server = TestServer.start(router);
        RawClient client = server.connect()) {
      client.post("/echo", "hello").answer();
      HttpObserver.Summary summary = server.recorder.awaitSummary();
      assertThat(summary.route()).isEqualTo("/echo");
      assertThat(summary.method()).isEqualTo("POST");
      assertThat(summary.status()).isEqualTo(200);
      assertThat(summary.outcome()).isEqualTo(HttpObserver.Outcome.ANSWERED);
      assertThat(summary.bytesIn()).isEqualTo(5);
      assertThat(summary.bytesOut()).isEqualTo(5);
      assertThat(summary.durationNanos()).isPositive();
      assertThat(server.recorder.started()).isEqualTo(1);
      client.close();
      server.recorder.await(() -> server.recorder.open() == 0);
    }
  }
}
