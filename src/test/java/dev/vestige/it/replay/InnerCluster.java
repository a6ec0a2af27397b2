package dev.vestige.it.replay;

import dev.vestige.it.process.Await;
import dev.vestige.it.replay.Node.Inner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Servers of this process as one: those that keep spans, and one that is in front of them.
///
/// @param storage the nodes that keep spans; empty when the one in front does so itself
record InnerCluster(List<Inner> storage, Inner front) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  InnerCluster {
    storage = List.copyOf(storage);
  }

  /// @param nodes that keep spans; 0 for a single node
  /// @param flags of all
  static InnerCluster start(Path folder, int nodes, List<String> flags) {
    if (nodes == 0) {
      return new InnerCluster(List.of(), Inner.start(folder, Map.of(), flags));
    }
    List<Inner> storage = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      storage.add(Inner.start(folder.resolve("storage" + i), Map.of(), flags));
    }
    return new InnerCluster(storage, front(folder.resolve("front"), storage, flags));
  }

  /// A server in front of others.
  static Inner front(Path folder, List<Inner> behind, List<String> flags) {
    List<String> words = new ArrayList<>(flags);
    words.add(
        behind.stream()
            .map(node -> "127.0.0.1:" + node.port())
            .collect(Collectors.joining(",", "-storageNode=", "")));
    Inner front = Inner.start(folder, Map.of(), words);
    Await.until(PATIENCE, () -> hasNodes(front), "no node gets spans");
    return front;
  }

  /// Whether a node is known to take spans, which a slow machine may find out late.
  private static boolean hasNodes(Inner front) {
    URI metrics = URI.create("http://127.0.0.1:" + front.port() + "/metrics");
    try (InputStream page = metrics.toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .anyMatch(line -> line.matches("vt_insert_nodes_in [1-9].*"));
    } catch (IOException e) {
      return false;
    }
  }

  /// The servers with spans.
  List<Inner> keeping() {
    return storage.isEmpty() ? List.of(front) : storage;
  }

  @Override
  public void close() {
    front.close();
    storage.forEach(Inner::close);
  }
}
