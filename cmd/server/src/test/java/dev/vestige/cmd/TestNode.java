package dev.vestige.cmd;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server in this process with a client of its own.
final class TestNode implements AutoCloseable {
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestNode(Server server) {
    this.server = server;
  }

  /// Starts a node that keeps all spans there are, whatever their time.
  static TestNode start(Path folder, String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add("-storageDataPath=" + folder.resolve("data"));
    words.add("-retentionPeriod=100y");
    words.add("-httpListenAddr=127.0.0.1:0");
    return new TestNode(
        Server.start(Flags.parse(words, Map.of()), new BuildInfo("1", "a"), new LogCounts()));
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return ask(HttpRequest.newBuilder(uri(path)), headers);
  }

  /// Stores spans given in OTLP's JSON.
  void store(String spans, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/insert/opentelemetry/v1/traces"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(spans));
    HttpResponse<String> answer = ask(request, headers);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  HttpResponse<String> ask(HttpRequest.Builder request, String... headers) throws Exception {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.ports().getFirst() + path);
  }

  /// As it stands in a URL.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
