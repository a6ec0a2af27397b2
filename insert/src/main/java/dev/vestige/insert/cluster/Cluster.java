package dev.vestige.insert.cluster;

import dev.vestige.storage.TracePlacement;
import java.util.List;
import java.util.Set;

/// The nodes that keep spans, at one moment. Immutable, but for what is known of each node.
///
/// @param drained nodes that are to get no spans
record Cluster(List<StorageNode> nodes, Set<StorageNode> drained, TracePlacement placement) {
  static Cluster of(List<StorageNode> nodes, Set<StorageNode> drained) {
    return new Cluster(
        List.copyOf(nodes),
        Set.copyOf(drained),
        new TracePlacement(nodes.stream().map(StorageNode::name).toList()));
  }

  /// Whether both have the same nodes.
  boolean hasNodesOf(Cluster other) {
    return nodes.equals(other.nodes) && drained.equals(other.drained);
  }

  /// Whether each node gets no spans now.
  boolean[] out() {
    boolean[] out = new boolean[nodes.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = nodes.get(i).isOut() || drained.contains(nodes.get(i));
    }
    return out;
  }

  /// Why a node gets no spans, for people.
  String outBecause(StorageNode node) {
    if (drained.contains(node)) {
      return "it is drained";
    }
    return node.isOut() ? node.outBecause() : "it failed";
  }
}
