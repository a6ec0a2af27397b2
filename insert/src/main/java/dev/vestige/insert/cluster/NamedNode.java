package dev.vestige.insert.cluster;

import dev.vestige.http.client.ListedNode.Writes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A node as one that lists it tells of it.
record NamedNode(String name, Writes writes) {
  private static final String DRAINED = ";drain";

  /// Items separated by commas.
  static String print(List<NamedNode> nodes) {
    return nodes.stream()
        .map(node -> node.writes == Writes.NONE ? node.name + DRAINED : node.name)
        .collect(Collectors.joining(","));
  }

  /// Reads what [#print(List)] wrote, up to a bound.
  static List<NamedNode> parse(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(item -> !item.isBlank())
        .limit(Limits.RELAYED_NODES_MAX)
        .map(item ->
            item.endsWith(DRAINED)
                ? new NamedNode(item.substring(0, item.length() - DRAINED.length()), Writes.NONE)
                : new NamedNode(item, Writes.TAKEN))
        .toList();
  }
}
