package dev.vestige.it.replay;

import dev.vestige.it.replay.Node.Inner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Servers of this process as one: those that keep spans, and one that is in front of them.
///
/// @param storage the nodes that keep spans; empty when the one in front does so itself
record InnerCluster(List<Inner> storage, Inner front) implements AutoCloseable {
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
    return Inner.start(folder, Map.of(), words);
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
