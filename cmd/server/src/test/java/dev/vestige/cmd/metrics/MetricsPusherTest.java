package dev.vestige.cmd.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.vestige.base.ByteSlice;
import dev.vestige.cmd.flags.Flags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsPusherTest {
  private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
  private HttpServer server;

  private record Posted(String path, Headers headers, String method, ByteSlice body) {}

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          ByteSlice body = ByteSlice.of(exchange.getRequestBody().readAllBytes());
          String path = exchange.getRequestURI().getPath();
          posted.add(
              new Posted(path, exchange.getRequestHeaders(), exchange.getRequestMethod(), body));
          exchange.sendResponseHeaders(path.equals("/bad") ? 500 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Posted next(String... flags) throws InterruptedException {
    PushOptions options = PushOptions.of(Flags.parse(List.of(flags), Map.of()));
    PushOptions soon =
        new PushOptions(
            options.addresses(), 1, options.labels(), options.headers(), options.compression());
    try (MetricsPusher _ = new MetricsPusher(soon, () -> "# TYPE a x\na 1\nb{c=\"{ \"} 2\n")) {
      return Objects.requireNonNull(posted.poll(30, TimeUnit.SECONDS));
    }
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Test
  void the_page_is_posted_with_gzip_labels_and_headers() throws Exception {
    Posted request =
        next(
            "-pushmetrics.url=" + address("/import"),
            "-pushmetrics.extraLabel=instance=\"foo\",job=\"a,b\"",
            "-pushmetrics.header=Authorization: Basic Zm9v");
    assertThat(request.path()).isEqualTo("/import");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.headers().getFirst("Authorization")).isEqualTo("Basic Zm9v");
    assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(request.body().toByteArray()))) {
      assertThat(new String(in.readAllBytes(), UTF_8))
          .isEqualTo(
              """
              # TYPE a x
              a{instance="foo",job="a,b"} 1
              b{instance="foo",job="a,b",c="{ "} 2
              """);
    }
  }

  @Test
  void the_page_can_be_posted_as_it_is() throws Exception {
    Posted request = next("-pushmetrics.url=" + address("/x"), "-pushmetrics.disableCompression");
    assertThat(request.headers()).doesNotContainKey("Content-Encoding");
    assertThat(request.body().toString()).isEqualTo("# TYPE a x\na 1\nb{c=\"{ \"} 2\n");
  }

  @Test
  void a_failure_does_not_end_the_posting() throws Exception {
    PushOptions options =
        PushOptions.of(Flags.parse(List.of("-pushmetrics.url=" + address("/bad")), Map.of()));
    PushOptions soon =
        new PushOptions(options.addresses(), 1, List.of(), List.of(), options.compression());
    try (MetricsPusher _ = new MetricsPusher(soon, () -> "a 1\n")) {
      assertThat(posted.poll(30, TimeUnit.SECONDS)).isNotNull();
      assertThat(posted.poll(30, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void bad_addresses_labels_and_headers_are_usage_errors_without_secrets() {
    for (String flag :
        List.of(
            "-pushmetrics.url=ftp://u:hunter2@h/",
            "-pushmetrics.url=http:///hunter2",
            "-pushmetrics.url=http://h/ hunter2",
            "-pushmetrics.header=hunter2",
            "-pushmetrics.header=A: hunter2\r\nB: c",
            "-pushmetrics.extraLabel=a=b",
            "-pushmetrics.extraLabel=a=\"b\nc\"")) {
      assertThatThrownBy(() -> Flags.parse(List.of(flag), Map.of()))
          .as(flag)
          .hasMessageContaining("expected a")
          .hasMessageNotContaining("hunter2");
    }
  }
}
