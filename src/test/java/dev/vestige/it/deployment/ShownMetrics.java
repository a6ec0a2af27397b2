package dev.vestige.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.cmd.Server;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The metrics that a node with a store and one without show between them.
final class ShownMetrics {
  private ShownMetrics() {}

  /// The names of their lines.
  ///
  /// @param folder for the data
  static Set<String> names(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Server storage = start("-storageDataPath=" + folder.resolve("data"))) {
      addNames(storage, names);
      try (Server insert = start("-storageNode=127.0.0.1:" + storage.ports().getFirst())) {
        addNames(insert, names);
      }
    }
    return names;
  }

  private static Server start(String flag) {
    return Server.start(
        Flags.parse(List.of("-httpListenAddr=127.0.0.1:0", flag), Map.of()),
        new BuildInfo("1.2.3", "abc"),
        new LogCounts());
  }

  private static void addNames(Server server, Set<String> names) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + server.ports().getFirst() + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      answer.body().lines().forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking for " + uri, e);
    }
  }
}
