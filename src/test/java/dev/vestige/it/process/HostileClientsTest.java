package dev.vestige.it.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that mean harm, or are broken, against the shipped executable with a small heap: it
/// answers or closes, other clients notice nothing, and it does not run out of memory.
class HostileClientsTest {
  /// Fewer where this machine does not let a process have that many descriptors.
  private static final int IDLE_CONNECTIONS = (int) Math.min(10_000, descriptors() - 1_000);

  private static final int PATIENCE_MILLIS = 30_000;
  private static final String OTLP = "/insert/opentelemetry/v1/traces";

  @TempDir static Path folder;

  private static VestigeServer server;

  @BeforeAll
  static void start() {
    server =
        VestigeServer.start(
            folder, Map.of("JAVA_OPTS", "-Xmx192m"), "-opentelemetry.traces.maxRequestSize=16MiB");
  }

  @AfterAll
  static void endsAsUsual() throws Exception {
    assertThat(server.get("/health").body()).isEqualTo("OK");
    server.process().terminate();
    assertThat(server.process().awaitExit()).isZero();
    assertThat(server.process().err()).doesNotContain("OutOfMemoryError");
    server.close();
  }

  private static long descriptors() {
    var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    return system.getMaxFileDescriptorCount();
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static String statusOf(InputStream answer) throws IOException {
    return new String(answer.readNBytes(12), ISO_8859_1);
  }

  private static String head(String... headers) {
    return "POST " + OTLP + " HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static byte[] gzipOfZeros(int mebibytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < mebibytes; i++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void bombs_are_refused() throws Exception {
    byte[] bomb = gzipOfZeros(300);
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        OutputStream output = socket.getOutputStream();
        String header = head("Content-Encoding: gzip", "Content-Length: " + bomb.length);
        output.write(header.getBytes(ISO_8859_1));
        output.write(bomb);
        assertThat(statusOf(socket.getInputStream())).isEqualTo("HTTP/1.1 413");
      }
    }
  }

  @Test
  void a_body_without_end_is_cut_off() throws Exception {
    try (Socket socket = connect()) {
      OutputStream output = socket.getOutputStream();
      output.write(head("Transfer-Encoding: chunked").getBytes(ISO_8859_1));
      byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);
      boolean isTaken = true;
      for (int i = 0; i < 1_000 && isTaken; i++) {
        isTaken = write(output, chunk);
      }
      assertThat(isTaken).as("64 MB of 16 were taken").isFalse();
    }
  }

  private static boolean write(OutputStream output, byte[] bytes) {
    try {
      output.write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void huge_claims_and_huge_headers_are_refused() throws Exception {
    for (String request :
        List.of(
            head("Content-Length: 99999999999"),
            head("Content-Length: -1"),
            "GET /" + "a".repeat(1_100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(1_100_000) + "\r\n\r\n")) {
      try (Socket socket = connect()) {
        write(socket.getOutputStream(), request.getBytes(ISO_8859_1));
        assertThat(statusOf(socket.getInputStream())).matches("HTTP/1.1 4\\d\\d");
      }
    }
  }

  @Test
  void many_idle_and_slow_connections_disturb_nobody() throws Exception {
    List<SocketChannel> idle = new ArrayList<>();
    try {
      var address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
      for (int i = 0; i < IDLE_CONNECTIONS; i++) {
        SocketChannel channel = SocketChannel.open(address);
        idle.add(channel);
        if (i % 2 == 0) {
          // A request that never gets further.
          channel.write(ByteBuffer.wrap("GET /hea".getBytes(ISO_8859_1)));
        }
      }
      assertThat(server.get("/health").body()).isEqualTo("OK");
      String metrics = server.get("/metrics").body();
      double threads = metric(metrics, "process_num_threads ");
      assertThat(threads)
          .as("threads of the process")
          .isLessThan(150 + 4 * Runtime.getRuntime().availableProcessors());
    } finally {
      for (SocketChannel channel : idle) {
        channel.close();
      }
    }
  }

  private static double metric(String page, String name) {
    return page.lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }
}
