package dev.vestige.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Valid conversations with some bytes changed. Whatever they say, the server ends the connection
/// when its client has no more to say, nothing fails inside, and the next client is served.
@ExtendWith(Seed.class)
class HostileBytesTest {
  private static final int CONVERSATIONS = 400;
  private static final int CHANGES_MAX = 6;
  private static final int PATIENCE_MILLIS = 30_000;

  private static final List<String> REQUESTS =
      List.of(
          lines(
              "GET /echo?a=%41&b=2 HTTP/1.1",
              "Host: x", "Accept-Encoding: gzip;q=0.5, zstd", "", ""),
          lines("POST /echo HTTP/1.1", "Host: x", "Content-Length: 11", "", "hello worldGET /echo"),
          lines(
              "POST /echo HTTP/1.1",
              "Host: x",
              "Transfer-Encoding: chunked",
              "",
              "5",
              "hello",
              "6;a=b",
              " world",
              "0",
              "Trailer: t",
              "",
              "GET /echo HTTP/1.1",
              "Host: x",
              "",
              ""),
          lines(
              "POST /echo HTTP/1.1",
              "Host: x",
              "Content-Encoding: gzip",
              "Content-Length: 4",
              "",
              "\u001f\u008b12"),
          lines(
              "POST /form HTTP/1.1",
              "Host: x",
              "Content-Type: multipart/form-data; boundary=bb",
              "Content-Length: 72",
              "",
              "--bb",
              "Content-Disposition: form-data; name=\"a\"",
              "",
              "value of a",
              "--bb--",
              "",
              ""),
          lines("POST /echo HTTP/1.1", "Expect: 100-continue", "Content-Length: 2", "", "ok"),
          lines(
              "GET /echo HTTP/1.1",
              "Host: x",
              "Connection: Upgrade, HTTP2-Settings",
              "Upgrade: h2c",
              "HTTP2-Settings: AAMAAABkAAQAAP__",
              "",
              ""),
          lines(
              "HEAD /echo HTTP/1.0",
              "Connection: keep-alive",
              "",
              "OPTIONS * HTTP/1.1",
              "Host: x",
              "",
              ""));

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  /// The preface, settings, a request with a body of two frames, a ping, and a window update.
  private static final String HTTP2 =
      HexFormat.of().formatHex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1))
          + "000006040000000000000300000064"
          + "000012010400000001"
          + "838640"
          + "04"
          + "68656c6c"
          + "0161"
          + "4104"
          + "78797a30"
          + "84"
          + "000005000000000001"
          + "68656c6c6f"
          + "000006000100000001"
          + "20776f726c64"
          + "0000080600000000000102030405060708"
          + "000004080000000000000003e8";

  private static final String PROXY_2 = "0d0a0d0a000d0a515549540a2111000cc0000207c0000201162e01bb";

  private final List<LogRecord> failures = new CopyOnWriteArrayList<>();
  private final Logger log = Logger.getLogger("dev.vestige.http");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
            failures.add(entry);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @AfterEach
  void stopListening() {
    log.removeHandler(handler);
  }

  private TestServer start(HttpServerOptions.ProxyProtocol proxyProtocol) {
    log.addHandler(handler);
    HttpServerOptions.Listener listener =
        new HttpServerOptions.Listener("127.0.0.1", 0, null, proxyProtocol);
    Router router =
        Router.builder()
            .exact(
                "/echo",
                exchange -> exchange.send(200, TestServer.TEXT, exchange.body(1 << 20)),
                RouteOptions.DEFAULT)
            .exact(
                "/form",
                exchange ->
                    exchange.send(
                        200, TestServer.TEXT, ByteSlice.utf8(exchange.argument("a").orElse(""))),
                RouteOptions.DEFAULT)
            .build();
    return TestServer.start(router, options -> options.with(List.of(listener)));
  }

  @Test
  void changed_http_1_bytes_do_no_harm(RandomGenerator random) throws IOException {
    try (TestServer server = start(HttpServerOptions.ProxyProtocol.OFF)) {
      for (int i = 0; i < CONVERSATIONS; i++) {
        byte[] request = REQUESTS.get(i % REQUESTS.size()).getBytes(ISO_8859_1);
        say(server, changed(request, 0, random));
      }
      assertUnharmed(server, "");
    }
  }

  @Test
  void changed_http_2_bytes_do_no_harm(RandomGenerator random) throws IOException {
    byte[] conversation = HexFormat.of().parseHex(HTTP2);
    int prefaceBytes = 24;
    try (TestServer server = start(HttpServerOptions.ProxyProtocol.OFF)) {
      assertThat(say(server, conversation)).isNotEmpty();
      for (int i = 0; i < CONVERSATIONS; i++) {
        int intact = random.nextInt(8) == 0 ? 0 : prefaceBytes;
        say(server, changed(conversation, intact, random));
      }
      assertUnharmed(server, "");
    }
  }

  @Test
  void changed_proxy_headers_do_no_harm(RandomGenerator random) throws IOException {
    byte[] request = REQUESTS.getFirst().getBytes(ISO_8859_1);
    byte[] first = "PROXY TCP4 192.0.2.7 192.0.2.1 5678 443\r\n".getBytes(ISO_8859_1);
    byte[] second = HexFormat.of().parseHex(PROXY_2);
    try (TestServer server = start(HttpServerOptions.ProxyProtocol.REQUIRED)) {
      for (int i = 0; i < CONVERSATIONS; i++) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(changed(i % 2 == 0 ? first : second, 0, random));
        bytes.writeBytes(request);
        say(server, bytes.toByteArray());
      }
      assertUnharmed(server, "PROXY TCP4 192.0.2.7 192.0.2.1 5678 443\r\n");
    }
  }

  /// Bytes put in, taken away, changed or doubled, behind those that stay as they are.
  private static byte[] changed(byte[] original, int intact, RandomGenerator random) {
    byte[] bytes = original;
    int changes = random.nextInt(1, CHANGES_MAX + 1);
    for (int i = 0; i < changes && bytes.length > intact; i++) {
      int at = random.nextInt(intact, bytes.length);
      ByteArrayOutputStream next = new ByteArrayOutputStream();
      next.write(bytes, 0, at);
      switch (random.nextInt(5)) {
        case 0 -> next.write(random.nextInt(256));
        case 1 -> at++;
        case 2 -> {
          next.write(bytes[at] ^ (1 << random.nextInt(8)));
          at++;
        }
        case 3 -> next.write(bytes, at, random.nextInt(bytes.length - at + 1));
        default -> at += random.nextInt(bytes.length - at + 1);
      }
      next.write(bytes, at, bytes.length - at);
      bytes = next.toByteArray();
    }
    return bytes;
  }

  /// Sends the bytes, says that no more will come, and reads until the server ends, too.
  private static byte[] say(TestServer server, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        InputStream input = socket.getInputStream();
        return input.readAllBytes();
      } catch (SocketTimeoutException e) {
        throw new AssertionError(
            "still open after: " + HexFormat.of().formatHex(Arrays.copyOf(bytes, 4000)), e);
      } catch (IOException e) {
        // Closed with bytes unread is what a client that talks nonsense may see.
        return new byte[0];
      }
    }
  }

  private void assertUnharmed(TestServer server, String before) {
    server.recorder.await(() -> server.recorder.open() == 0);
    server.recorder.await(() -> server.server.requestsInFlight() == 0);
    assertThat(failures).extracting(LogRecord::getMessage).isEmpty();
    try (RawClient client = server.connect()) {
      client.send(before);
      assertThat(client.post("/echo", "still there").answer().text()).isEqualTo("still there");
    }
  }
}
