package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.coding.Samples;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How bodies reach an endpoint, and which do not.
final class RequestBodyTest {
  private static final int LIMIT = 8 << 20;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.of(RequestBodyTest::sum);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void sum(Exchange exchange) throws java.io.IOException {
    ByteSlice body = exchange.body(LIMIT);
    exchange.send(200, TestServer.TEXT, ByteSlice.utf8(sum(body)));
  }

  private static String sum(ByteSlice body) {
    CRC32 crc = new CRC32();
    crc.update(body.array(), body.offset(), body.length());
    return body.length() + " " + crc.getValue();
  }

  private static String sum(byte[] body) {
    return sum(ByteSlice.of(body));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_535, 65_536, 65_537, 200_000, 1 << 20, (1 << 20) + 1, LIMIT})
  void arrive_whole_with_a_length(int length) {
    byte[] body = Samples.text(length);
    try (RawClient client = server.connect()) {
      assertThat(client.post("/", body).answer().text()).isEqualTo(sum(body));
      assertThat(client.post("/", body).answer().text()).isEqualTo(sum(body));
    }
  }

  @Test
  void can_be_had_as_they_were_sent() {
    byte[] packed = Samples.text(1000);
    try (TestServer raw =
            TestServer.of(exchange ->
                exchange.send(200, TestServer.TEXT, ByteSlice.utf8(sum(exchange.rawBody(1000)))));
        RawClient client = raw.connect()) {
      assertThat(client.post("/", packed, "Content-Encoding: zstd").answer().text())
          .isEqualTo(sum(packed));
      assertThat(client.post("/", Samples.text(1001)).answer().status()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 65_537, 3_000_000})
  void arrive_whole_in_chunks(int length) {
    byte[] body = Samples.text(length);
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int from = 0, size = 1; from < length; from += size, size = size * 3 + 1) {
        int count = Math.min(size, length - from);
        client.send(Integer.toHexString(count) + "\r\n");
        client.send(java.util.Arrays.copyOfRange(body, from, from + count)).send("\r\n");
      }
      assertThat(client.send("0\r\n\r\n").answer().text()).isEqualTo(sum(body));
    }
  }

  @Test
  void beyond_the_limit_are_refused_by_their_length_and_by_their_bytes() {
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n");
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.text()).contains(String.valueOf(LIMIT));
      assertThat(answer.header("Connection")).isEqualTo("close");
    }
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send(Integer.toHexString(LIMIT + 1) + "\r\n").send(new byte[LIMIT + 1]);
      assertThat(client.answer().status()).isEqualTo(413);
    }
  }

  @Test
  void without_end_are_cut_off() {
    try (RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      byte[] chunk =
          ("10000\r\n" + "x".repeat(65_536) + "\r\n")
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      long sent = 0;
      try {
        while (sent < 256 << 20) {
          client.send(chunk);
          sent += chunk.length;
        }
      } catch (java.io.UncheckedIOException e) {
        // The server has closed the connection, as it should.
      }
      assertThat(sent).isLessThan(64 << 20);
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip", "deflate", "zstd", "snappy", "identity", "none", "GZIP"})
  void are_expanded_by_their_encoding(String encoding) {
    byte[] body = Samples.text(2_000_000);
    byte[] sent =
        Samples.compress(dev.vestige.http.coding.Coding.ofContentEncoding(encoding), body);
    try (RawClient client = server.connect()) {
      RawClient.Answer answer = client.post("/", sent, "Content-Encoding: " + encoding).answer();
      assertThat(answer.text()).isEqualTo(sum(body));
    }
  }

  @Test
  void in_an_unknown_encoding_are_refused_unread() {
    try (RawClient client = server.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: lz4\r\nContent-Length: 1000000\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip", "deflate", "zstd", "snappy"})
  void that_do_not_expand_are_refused(String encoding) {
    try (RawClient client = server.connect()) {
      assertThat(
              client
                  .post("/", "this is plain text", "Content-Encoding: " + encoding)
                  .answer()
                  .status())
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip", "zstd"})
  void that_expand_too_far_are_refused(String encoding) {
    byte[] bomb =
        Samples.compress(
            dev.vestige.http.coding.Coding.ofContentEncoding(encoding), new byte[100 << 20]);
    try (RawClient client = server.connect()) {
      assertThat(client.post("/", bomb, "Content-Encoding: " + encoding).answer().status())
          .isEqualTo(413);
      assertThat(client.post("/", "ok").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void are_read_no_further_than_a_window_before_they_are_wanted() throws Exception {
    CountDownLatch mayRead = new CountDownLatch(1);
    Endpoint late =
        exchange -> {
          await(mayRead);
          sum(exchange);
        };
    try (TestServer slow = TestServer.of(late);
        RawClient client = slow.connect()) {
      // Otherwise the kernel may take more than the whole.
      client.socket.setSendBufferSize(64 << 10);
      byte[] body = Samples.text(LIMIT);
      Thread sender = Thread.ofVirtual().start(() -> client.post("/", body));
      // What fits into the sockets and the window is taken; then the sender must wait.
      assertThat(sender.join(java.time.Duration.ofMillis(300))).isFalse();
      mayRead.countDown();
      assertThat(client.answer().text()).isEqualTo(sum(body));
      sender.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void that_come_too_slowly_are_given_up() {
    try (TestServer impatient =
            TestServer.of(
                RequestBodyTest::sum,
                TestServer.timeouts(
                    t -> new HttpServerOptions.Timeouts(0, 60_000, 5_000, 100, 60_000)));
        RawClient client = impatient.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).contains("too slowly");
      assertThat(answer.header("Connection")).isEqualTo("close");
      client.expectClosed();
    }
  }

  @Test
  void of_vanished_clients_end_with_a_cancellation() throws Exception {
    BlockingQueue<ErrorKind> ends = new LinkedBlockingQueue<>();
    Endpoint watching =
        exchange -> {
          try {
            exchange.body(LIMIT);
          } catch (VestigeException e) {
            ends.add(e.kind());
            throw e;
          }
        };
    try (TestServer waiting = TestServer.of(watching)) {
      try (RawClient client = waiting.connect()) {
        client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
        waiting.recorder.await(() -> waiting.recorder.started() == 1);
      }
      assertThat(ends.poll(30, TimeUnit.SECONDS)).isEqualTo(ErrorKind.CANCELLED);
      assertThat(waiting.recorder.awaitSummary().outcome())
          .isEqualTo(HttpObserver.Outcome.CLIENT_GONE);
    }
  }

  @Test
  void can_be_sent_back_as_they_are() {
    Endpoint echo = exchange -> exchange.send(200, TestServer.TEXT, exchange.body(LIMIT));
    try (TestServer echoing = TestServer.of(echo);
        RawClient one = echoing.connect();
        RawClient two = echoing.connect()) {
      byte[] first = Samples.text(500_000);
      byte[] second = Samples.text(499_999);
      for (int i = 0; i < 5; i++) {
        one.post("/", first);
        two.post("/", second);
        assertThat(one.answer().body()).isEqualTo(first);
        assertThat(two.answer().body()).isEqualTo(second);
      }
    }
  }

  @Test
  void are_the_same_when_asked_for_twice() {
    Endpoint twice =
        exchange -> {
          ByteSlice first = exchange.body(100);
          assertThat(exchange.body(100)).isSameAs(first);
          exchange.body(2);
        };
    try (TestServer asking = TestServer.of(twice);
        RawClient client = asking.connect()) {
      assertThat(client.post("/", "abc").answer().status()).isEqualTo(413);
    }
  }
}
