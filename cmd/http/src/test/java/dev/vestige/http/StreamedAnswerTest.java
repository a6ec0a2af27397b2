package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.coding.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that are written bit by bit.
final class StreamedAnswerTest {
  private static final int CHUNK = Limits.RESPONSE_CHUNK_BYTES;

  private static Endpoint streaming(byte[] body) {
    return exchange -> {
      try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
        for (int from = 0; from < body.length; from += 1000) {
          writer.write(body, from, Math.min(1000, body.length - from));
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1024, 1025, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK, 2_000_000})
  void arrive_whole_over_both_versions(int length) {
    byte[] body = Samples.text(length);
    try (TestServer server = TestServer.of(streaming(body));
        RawClient client = server.connect();
        RawClient old = server.connect()) {
      RawClient.Answer answer = client.get("/").answer();
      assertThat(answer.body()).isEqualTo(body);
      assertThat(answer.isWhole()).isTrue();
      assertThat(answer.headers().containsKey("content-length")).isEqualTo(length <= CHUNK);
      assertThat(client.get("/").answer().body()).isEqualTo(body);
      RawClient.Answer oldAnswer = old.send("GET / HTTP/1.0\r\n\r\n").answer();
      assertThat(oldAnswer.body()).isEqualTo(body);
      assertThat(oldAnswer.isWhole()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1023, 1024, 1025, CHUNK, 2_000_000})
  void are_compressed_from_a_kilobyte_on(int length) throws IOException {
    byte[] body = Samples.text(length);
    Router router =
        Router.builder()
            .exact("/stream", streaming(body), RouteOptions.DEFAULT)
            .exact(
                "/whole",
                exchange -> exchange.send(200, TestServer.TEXT, ByteSlice.of(body)),
                RouteOptions.DEFAULT)
            .build();
    try (TestServer server = TestServer.start(router);
        RawClient client = server.connect()) {
      for (String path : new String[] {"/stream", "/whole"}) {
        RawClient.Answer gzip = client.get(path, "Accept-Encoding: gzip").answer();
        RawClient.Answer zstd = client.get(path, "Accept-Encoding: gzip, zstd").answer();
        boolean isLong = length > 1024 || (length == 1024 && path.equals("/whole"));
        assertThat(gzip.header("Content-Encoding")).isEqualTo(isLong ? "gzip" : "");
        assertThat(zstd.header("Content-Encoding")).isEqualTo(isLong ? "zstd" : "");
        if (isLong) {
          assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
              .isEqualTo(body);
          assertThat(new ZstdInputStream(new ByteArrayInputStream(zstd.body())).readAllBytes())
              .isEqualTo(body);
        } else {
          assertThat(gzip.body()).isEqualTo(body);
        }
      }
    }
  }

  @Test
  void are_not_compressed_when_they_are_already_or_it_is_off() {
    Endpoint encoded =
        exchange -> {
          exchange.setHeader("Content-Encoding", "br");
          exchange.send(200, TestServer.TEXT, ByteSlice.of(new byte[5000]));
        };
    Endpoint image = exchange -> exchange.send(200, "image/png", ByteSlice.of(new byte[5000]));
    Router router =
        Router.builder()
            .exact("/encoded", encoded, RouteOptions.DEFAULT)
            .exact("/image", image, RouteOptions.DEFAULT)
            .build();
    try (TestServer server = TestServer.start(router);
        RawClient client = server.connect()) {
      RawClient.Answer br = client.get("/encoded", "Accept-Encoding: gzip").answer();
      assertThat(br.header("Content-Encoding")).isEqualTo("br");
      assertThat(br.body()).hasSize(5000);
      assertThat(client.get("/image", "Accept-Encoding: gzip").answer().body()).hasSize(5000);
    }
    HttpServerOptions.Answers off =
        new HttpServerOptions.Answers(
            HttpServerOptions.Headers.NONE,
            HttpServerOptions.KeepAlive.ON,
            HttpServerOptions.Compression.OFF);
    try (TestServer server =
            TestServer.of(streaming(new byte[5000]), options -> options.with(off));
        RawClient client = server.connect()) {
      assertThat(client.get("/", "Accept-Encoding: gzip").answer().body()).hasSize(5000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "gzip, zstd"})
  void arrive_when_they_are_flushed(String accepted) throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Endpoint following =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            writer.flush();
            for (String line = take(lines); !line.equals("end"); line = take(lines)) {
              writer.write(line.getBytes(StandardCharsets.UTF_8));
              writer.flush();
            }
          }
        };
    try (TestServer server = TestServer.of(following);
        RawClient client = server.connect()) {
      assertThat(client.get("/", "Accept-Encoding: " + accepted).head()).isEqualTo(200);
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      String expected = "";
      for (int i = 0; i < 3; i++) {
        lines.add("line " + i + "\n");
        expected += "line " + i + "\n";
        while (!expand(accepted, received.toByteArray(), expected.length()).equals(expected)) {
          received.writeBytes(client.chunk());
        }
      }
      lines.add("end");
    }
  }

  /// What can be expanded of an answer that has not ended.
  private static String expand(String accepted, byte[] received, int length) throws IOException {
    InputStream bytes = new ByteArrayInputStream(received);
    try {
      InputStream expanding =
          switch (accepted) {
            case "identity" -> bytes;
            case "gzip" -> new GZIPInputStream(bytes);
            default -> new ZstdInputStream(bytes).setContinuous(true);
          };
      return new String(expanding.readNBytes(length), StandardCharsets.UTF_8);
    } catch (EOFException e) {
      return "";
    }
  }

  private static String take(BlockingQueue<String> lines) {
    try {
      return lines.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void wait_for_a_client_that_does_not_read() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    long total = 64L << 20;
    Endpoint endless =
        exchange -> {
          byte[] block = new byte[CHUNK];
          try (BodyWriter writer = exchange.stream(200, "application/octet-stream")) {
            while (written.get() < total) {
              writer.write(block, 0, block.length);
              written.addAndGet(block.length);
            }
          }
          done.countDown();
        };
    try (TestServer server = TestServer.of(endless);
        RawClient client = RawClient.connect(server.port, 64 << 10)) {
      client.get("/");
      long stuck;
      do {
        stuck = written.get();
        assertThat(done.await(200, TimeUnit.MILLISECONDS)).isFalse();
      } while (stuck == 0 || written.get() > stuck);
      // The window, and what the kernel buffers on both sides.
      assertThat(stuck).isLessThan(total / 2);
      assertThat(client.answer().body()).hasSize((int) total);
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void are_cut_off_when_the_client_reads_too_slowly() {
    Endpoint endless =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            while (true) {
              writer.write(new byte[CHUNK]);
            }
          }
        };
    try (TestServer server =
            TestServer.of(
                endless,
                TestServer.timeouts(
                    t -> new HttpServerOptions.Timeouts(0, 60_000, 5_000, 60_000, 200)));
        RawClient client = RawClient.connect(server.port, 64 << 10)) {
      client.get("/");
      assertThat(server.recorder.awaitSummary().outcome())
          .isEqualTo(HttpObserver.Outcome.CLIENT_GONE);
      assertThat(client.answer().isWhole()).isFalse();
    }
  }

  @Test
  void of_known_length_are_cut_off_too() {
    try (TestServer server =
            TestServer.of(
                exchange -> exchange.send(200, TestServer.TEXT, ByteSlice.of(new byte[64 << 20])),
                TestServer.timeouts(
                    t -> new HttpServerOptions.Timeouts(0, 60_000, 5_000, 60_000, 200)));
        RawClient client = RawClient.connect(server.port, 64 << 10)) {
      client.get("/");
      assertThat(server.recorder.awaitSummary().outcome())
          .isEqualTo(HttpObserver.Outcome.CLIENT_GONE);
    }
  }

  @Test
  void fail_with_a_cancellation_when_the_client_goes_away() throws Exception {
    BlockingQueue<ErrorKind> ends = new LinkedBlockingQueue<>();
    Endpoint endless =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            while (true) {
              writer.write(new byte[CHUNK]);
            }
          } catch (VestigeException e) {
            ends.add(e.kind());
            throw e;
          }
        };
    try (TestServer server = TestServer.of(endless)) {
      try (RawClient client = server.connect()) {
        assertThat(client.get("/").line()).isEqualTo("HTTP/1.1 200 OK");
      }
      assertThat(ends.poll(30, TimeUnit.SECONDS)).isEqualTo(ErrorKind.CANCELLED);
      assertThat(server.recorder.awaitSummary().outcome())
          .isEqualTo(HttpObserver.Outcome.CLIENT_GONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1"})
  void break_off_with_the_reason_when_they_fail_in_the_middle(String version) {
    Endpoint failing =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            writer.write("first\n".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            throw VestigeException.corrupt("block 7 is broken");
          }
        };
    try (TestServer server = TestServer.of(failing);
        RawClient client = server.connect()) {
      RawClient.Answer answer =
          client.send("GET / HTTP/" + version + "\r\nHost: x\r\n\r\n").answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.isWhole()).isFalse();
      assertThat(server.recorder.awaitSummary().outcome())
          .isEqualTo(HttpObserver.Outcome.BROKEN_OFF);
    }
  }

  @Test
  void that_have_not_begun_become_an_error_with_its_own_status() {
    Endpoint failing =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            writer.write("first\n".getBytes(StandardCharsets.UTF_8));
            throw VestigeException.invalidInput("no such pipe");
          }
        };
    try (TestServer server = TestServer.of(failing);
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/").answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).isEqualTo("no such pipe\n");
    }
  }

  @Test
  void that_are_aborted_end_the_connection() {
    Endpoint aborting =
        exchange -> {
          try (BodyWriter writer = exchange.stream(200, TestServer.TEXT)) {
            writer.write("first\n".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            writer.abort();
            assertThatThrownBy(() -> writer.write(1)).isInstanceOf(IOException.class);
          }
        };
    try (TestServer server = TestServer.of(aborting);
        RawClient client = server.connect()) {
      assertThat(client.get("/").answer().isWhole()).isFalse();
      assertThat(server.recorder.awaitSummary().outcome())
          .isEqualTo(HttpObserver.Outcome.BROKEN_OFF);
    }
  }

  @Test
  void that_are_never_closed_break_off() {
    Endpoint forgetful =
        exchange -> {
          BodyWriter writer = exchange.stream(200, TestServer.TEXT);
          writer.write("first\n".getBytes(StandardCharsets.UTF_8));
          writer.flush();
        };
    try (TestServer server = TestServer.of(forgetful);
        RawClient client = server.connect()) {
      assertThat(client.get("/").answer().isWhole()).isFalse();
    }
  }

  @Test
  void can_be_replaced_before_they_begin_and_not_after() {
    Endpoint replacing =
        exchange -> {
          BodyWriter writer = exchange.stream(200, TestServer.TEXT);
          writer.write("first\n".getBytes(StandardCharsets.UTF_8));
          if (exchange.path().equals("/late")) {
            writer.flush();
            assertThat(exchange.isCommitted()).isTrue();
          }
          assertThat(exchange.isCommitted()).isEqualTo(exchange.path().equals("/late"));
          exchange.send(418, TestServer.TEXT, ByteSlice.utf8("second"));
          writer.close();
        };
    try (TestServer server = TestServer.of(replacing);
        RawClient client = server.connect()) {
      RawClient.Answer answer = client.get("/early").answer();
      assertThat(answer.status()).isEqualTo(418);
      assertThat(answer.text()).isEqualTo("second");
      assertThat(client.get("/late").answer().isWhole()).isFalse();
    }
  }

  @Test
  void of_a_request_that_does_nothing_but_wait_end_when_the_client_goes_away() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    Endpoint waiting =
        exchange -> {
          CountDownLatch gone = new CountDownLatch(1);
          exchange.cancellation().onCancel(gone::countDown);
          awaitQuietly(gone);
          cancelled.countDown();
          exchange.cancellation().check();
        };
    try (TestServer server = TestServer.of(waiting)) {
      try (RawClient client = server.connect()) {
        client.get("/");
        server.recorder.await(() -> server.recorder.started() == 1);
      }
      assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.recorder.awaitSummary().status()).isEqualTo(499);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
