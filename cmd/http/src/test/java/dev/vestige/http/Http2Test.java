package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.coding.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class Http2Test {
  private static final int LIMIT = 8 << 20;

  private static final Endpoint ECHO =
      exchange -> exchange.send(200, TestServer.TEXT, exchange.body(LIMIT));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void is_spoken_on_the_same_port_with_prior_knowledge() {
    try (TestServer server = TestServer.of(ECHO);
        Http2Client client = new Http2Client(server.port);
        RawClient old = server.connect()) {
      assertThat(client.post("/", bytes("hello")).answer()).isEqualTo("200 hello");
      assertThat(client.get("/").answer()).isEqualTo("200 ");
      assertThat(old.post("/", "hello").answer().text()).isEqualTo("hello");
    }
  }

  @Test
  void is_changed_to_when_the_first_request_asks_for_it() throws Exception {
    try (TestServer server = TestServer.of(ECHO);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port + "/");
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> get =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(get.version()).isEqualTo(HttpClient.Version.HTTP_2);
      }
      String large = new String(Samples.text(3_000_000), StandardCharsets.UTF_8);
      HttpResponse<String> post =
          client.send(
              HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(large)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(post.body()).isEqualTo(large);
      assertThat(server.recorder.opened()).isEqualTo(1);
    }
  }

  @Test
  void is_not_changed_to_by_a_request_with_a_body_which_is_served_all_the_same() throws Exception {
    try (TestServer server = TestServer.of(ECHO);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port + "/");
      String large = new String(Samples.text(500_000), StandardCharsets.UTF_8);
      HttpResponse<String> post =
          client.send(
              HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(large)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(post.body()).isEqualTo(large);
      assertThat(post.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void serves_many_streams_at_a_time() {
    try (TestServer server = TestServer.of(ECHO);
        Http2Client client = new Http2Client(server.port)) {
      List<Http2Client.Stream> streams = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        streams.add(client.post("/", bytes("stream " + i)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(streams.get(i).answer()).isEqualTo("200 stream " + i);
      }
    }
  }

  @Test
  void counts_headers_that_are_too_large() {
    try (TestServer server = TestServer.of(ECHO);
        Http2Client client = new Http2Client(server.port)) {
      assertThat(client.get("/").answer()).startsWith("200");
      assertThat(headersOf(client, Limits.HEADER_BYTES_MAX).answer()).startsWith("431");
      assertThat(server.recorder.reasons()).containsExactly(HttpObserver.Reason.HEADERS_TOO_LARGE);
      var _ = headersOf(client, 4 * Limits.HEADER_BYTES_MAX);
      server.recorder.await(() -> server.recorder.reasons().size() == 2);
    }
  }

  private static Http2Client.Stream headersOf(Http2Client client, int length) {
    return client.open().headers("GET", "/", Http2Client.End.LAST, "x-big", "a".repeat(length));
  }

  @Test
  void carries_bodies_larger_than_its_windows() {
    byte[] body = Samples.text(5_000_000);
    try (TestServer server = TestServer.of(ECHO);
        Http2Client client = new Http2Client(server.port)) {
      assertThat(client.post("/", body).answer())
          .isEqualTo("200 " + new String(body, StandardCharsets.UTF_8));
    }
  }

  @Test
  void carries_streamed_answers_trailers_and_answers_to_head() {
    Router router =
        Router.builder()
            .exact(
                "/stream",
                exchange -> {
                  try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
                    writer.write(new byte[200_000]);
                  }
                },
                RouteOptions.DEFAULT)
            .exact(
                "/trailers",
                exchange ->
                    exchange.send(
                        200, TestServer.TEXT, ByteSlice.utf8("body"), Map.of("x-sum", "4")),
                RouteOptions.DEFAULT)
            .build();
    try (TestServer server = TestServer.start(router);
        Http2Client client = new Http2Client(server.port)) {
      assertThat(client.get("/stream").answer()).hasSize(200_004);
      assertThat(client.get("/trailers").answer()).isEqualTo("200 body[4]");
      assertThat(client.open().headers("HEAD", "/stream", Http2Client.End.LAST).answer())
          .isEqualTo("200 ");
      assertThat(client.get("/nosuch").answer()).startsWith("404 unsupported path");
    }
  }

  @Test
  void answers_without_reading_a_body_nobody_wants() {
    try (TestServer server = TestServer.of(TestServer.text("OK"));
        Http2Client client = new Http2Client(server.port)) {
      Http2Client.Stream stream =
          client
              .open()
              .headers("POST", "/", Http2Client.End.MORE)
              .data(new byte[1000], Http2Client.End.MORE);
      assertThat(stream.answer()).isEqualTo("200 OK");
      assertThat(client.get("/").answer()).isEqualTo("200 OK");
    }
  }

  @Test
  void refuses_bodies_beyond_the_limit() {
    try (TestServer server = TestServer.of(ECHO);
        Http2Client client = new Http2Client(server.port)) {
      assertThat(client.post("/", new byte[LIMIT + 1]).answer()).startsWith("413 ");
      assertThat(client.post("/", bytes("ok")).answer()).isEqualTo("200 ok");
    }
  }

  @Test
  void tells_an_endpoint_that_its_stream_was_reset() throws Exception {
    BlockingQueue<ErrorKind> ends = new LinkedBlockingQueue<>();
    Endpoint endless =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            while (true) {
              writer.write(new byte[32 << 10]);
            }
          } catch (VestigeException e) {
            ends.add(e.kind());
            throw e;
          }
        };
    try (TestServer server = TestServer.of(endless);
        Http2Client client = new Http2Client(server.port)) {
      Http2Client.Stream stream = client.get("/");
      stream.next();
      stream.reset();
      assertThat(ends.poll(30, TimeUnit.SECONDS)).isEqualTo(ErrorKind.CANCELLED);
      assertThat(server.recorder.awaitSummary().outcome())
          .isEqualTo(HttpObserver.Outcome.CLIENT_GONE);
      assertThat(server.recorder.open()).isEqualTo(1);
    }
  }

  @Test
  void tells_a_waiting_endpoint_that_its_client_is_gone() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    Endpoint waiting =
        exchange -> {
          exchange.cancellation().onCancel(cancelled::countDown);
          try {
            assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          exchange.cancellation().check();
        };
    try (TestServer server = TestServer.of(waiting)) {
      try (Http2Client client = new Http2Client(server.port)) {
        client.get("/");
        server.recorder.await(() -> server.recorder.started() == 1);
      }
      assertThat(server.recorder.awaitSummary().status()).isEqualTo(499);
    }
  }

  @Test
  void holds_an_endpoint_back_whose_client_does_not_read() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch blocked = new CountDownLatch(1);
    Endpoint endless =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            while (true) {
              writer.write(new byte[32 << 10]);
              writer.flush();
              if (written.addAndGet(32 << 10) > 100 << 10) {
                blocked.countDown();
              }
            }
          }
        };
    try (TestServer server = TestServer.of(endless);
        Http2Client client = new Http2Client(server.port)) {
      Http2Client.Stream stream =
          client.open(Http2Client.AutoRead.OFF).headers("GET", "/", Http2Client.End.LAST);
      assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
      // A window of 64 KiB at the client, one of 256 KiB here, and what is being written.
      assertThat(client.get("/nosuch").next()).isNotNull();
      assertThat(written.get()).isLessThan(1 << 20);
      stream.reset();
    }
  }

  @Test
  void breaks_one_stream_off_and_not_its_connection() {
    Router router =
        Router.builder()
            .exact(
                "/failing",
                exchange -> {
                  try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
                    writer.write(bytes("first "));
                    writer.flush();
                    throw VestigeException.corrupt("block 7 is broken");
                  }
                },
                RouteOptions.DEFAULT)
            .exact("/", TestServer.text("OK"), RouteOptions.DEFAULT)
            .build();
    try (TestServer server = TestServer.start(router);
        Http2Client client = new Http2Client(server.port)) {
      assertThat(client.get("/failing").answer()).startsWith("200 first ").contains("reset 2");
      assertThat(client.get("/").answer()).isEqualTo("200 OK");
    }
  }

  @Test
  void gives_up_a_body_that_comes_too_slowly_and_not_its_connection() {
    try (TestServer server =
            TestServer.of(
                ECHO,
                TestServer.timeouts(
                    t -> new HttpServerOptions.Timeouts(0, 60_000, 5_000, 1_000, 60_000)));
        Http2Client client = new Http2Client(server.port)) {
      Http2Client.Stream slow = client.open().headers("POST", "/", Http2Client.End.MORE);
      assertThat(slow.answer()).startsWith("503 the body came too slowly");
      assertThat(client.post("/", bytes("ok")).answer()).isEqualTo("200 ok");
    }
  }

  @Test
  void says_farewell_and_lets_streams_end_when_the_server_stops() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    Endpoint slow =
        exchange -> {
          entered.countDown();
          try {
            assertThat(mayAnswer.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          exchange.send(200, TestServer.TEXT, ByteSlice.utf8("done"));
        };
    TestServer server = TestServer.of(slow);
    try (Http2Client client = new Http2Client(server.port)) {
      Http2Client.Stream stream = client.get("/");
      assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
      Thread closing = Thread.ofVirtual().start(() -> server.server.close(30_000));
      assertThat(client.awaitGoAway()).isZero();
      mayAnswer.countDown();
      assertThat(stream.answer()).isEqualTo("200 done");
      closing.join();
      client.connection.closeFuture().await(30, TimeUnit.SECONDS);
      assertThat(client.connection.isActive()).isFalse();
    }
  }

  @Test
  void closes_idle_and_aged_connections_with_a_farewell() throws Exception {
    for (HttpServerOptions.Timeouts timeouts :
        List.of(
            new HttpServerOptions.Timeouts(0, 1_000, 5_000, 60_000, 60_000),
            new HttpServerOptions.Timeouts(1_000, 60_000, 2_000, 60_000, 60_000))) {
      try (TestServer server =
              TestServer.of(TestServer.text("OK"), TestServer.timeouts(t -> timeouts));
          Http2Client client = new Http2Client(server.port)) {
        assertThat(client.get("/").answer()).isEqualTo("200 OK");
        assertThat(client.awaitGoAway()).isZero();
        client.connection.closeFuture().await(30, TimeUnit.SECONDS);
        assertThat(client.connection.isActive()).isFalse();
      }
    }
  }

  @Test
  void does_not_wait_forever_for_the_rest_of_a_preface() {
    try (TestServer server =
            TestServer.of(
                TestServer.text("OK"),
                TestServer.timeouts(
                    t -> new HttpServerOptions.Timeouts(0, 60_000, 100, 60_000, 60_000)));
        RawClient client = server.connect()) {
      client.send("PRI * HTTP/2.0\r\n").expectClosed();
    }
  }

  @Test
  void closes_on_frames_it_cannot_read() {
    try (TestServer server = TestServer.of(TestServer.text("OK"));
        RawClient client = server.connect()) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "x".repeat(100));
      while (client.read() >= 0) {
        // Settings and a farewell come first.
      }
      server.recorder.await(() -> server.recorder.open() == 0);
    }
  }
}
