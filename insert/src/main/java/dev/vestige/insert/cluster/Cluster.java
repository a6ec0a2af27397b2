package dev.vestige.insert.cluster;

import dev.vestige.storage.TracePlacement;
import java.util.List;

/// The nodes that keep spans, at one moment. Immutable, but for what is known of each node.
record Cluster(List<StorageNode> nodes, TracePlacement placement) {
  static Cluster of(List<StorageNode> nodes) {
    return new Cluster(
        List.copyOf(nodes), new TracePlacement(nodes.stream().map(StorageNode::name).toList()));
  }

  /// Whether each node gets no spans now.
  boolean[] out() {
    boolean[] out = new boolean[nodes.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = nodes.get(i).isOut();
    }
    return out;
  }
}
