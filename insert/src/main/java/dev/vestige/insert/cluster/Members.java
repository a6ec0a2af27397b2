package dev.vestige.insert.cluster;

import dev.vestige.http.client.HttpClient;
import dev.vestige.http.client.ListedNode;
import dev.vestige.http.client.ListedNode.Writes;
import dev.vestige.insert.cluster.RelayedWay.Relay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The nodes that may get spans: those of the list and, in place of one that keeps nothing and
/// passes spans on, the nodes that it says it lists. What is known of those that stay is kept.
/// Guarded by its lock.
final class Members {
  private final ParcelPacker packer;
  private final long inFlightBytesMax;

  // All guarded by this.
  private List<ListedNode> listed = List.of();
  private Map<HttpClient, Relay> direct = Map.of();
  private Map<String, Relayed> relayed = Map.of();

  /// A node behind others.
  private record Relayed(StorageNode node, RelayedWay way) {}

  /// @param inFlightBytesMax bytes that may be on their way to one node
  Members(ParcelPacker packer, long inFlightBytesMax) {
    this.packer = packer;
    this.inFlightBytesMax = inFlightBytesMax;
  }

  synchronized void list(List<ListedNode> nodes) {
    Map<HttpClient, Relay> next = new LinkedHashMap<>();
    for (ListedNode node : nodes) {
      HttpClient client = node.client();
      Relay known = direct.get(client);
      next.put(
          client,
          known != null
              ? known
              : new Relay(
                  new StorageNode(client.address(), Way.to(client), packer, inFlightBytesMax)));
    }
    listed = List.copyOf(nodes);
    direct = next;
  }

  /// The nodes of the list itself.
  synchronized List<StorageNode> direct() {
    return direct.values().stream().map(Relay::node).toList();
  }

  /// The nodes as the listed ones have told last, to be called when these were greeted.
  synchronized Cluster cluster() {
    Map<String, StorageNode> members = new LinkedHashMap<>();
    Map<String, List<Relay>> relays = new LinkedHashMap<>();
    Set<String> drained = new HashSet<>();
    for (ListedNode item : listed) {
      Relay relay = Objects.requireNonNull(direct.get(item.client()));
      relay.greeted();
      StorageNode node = relay.node();
      Optional<List<NamedNode>> behind = node.behind();
      if (behind.isEmpty()) {
        members.put(node.name(), node);
        note(node.name(), item.writes(), drained);
      } else if (item.writes() == Writes.TAKEN) {
        for (NamedNode end : behind.get()) {
          relays.computeIfAbsent(end.name(), _ -> new ArrayList<>()).add(relay);
          note(end.name(), end.writes(), drained);
        }
      }
    }
    // Whoever is listed here is reached without others.
    relays.keySet().removeAll(members.keySet());
    relayed = relayed(relays);
    relayed.forEach((name, end) -> members.put(name, end.node()));
    return Cluster.of(
        List.copyOf(members.values()),
        members.values().stream()
            .filter(node -> drained.contains(node.name()))
            .collect(Collectors.toSet()));
  }

  private static void note(String name, Writes writes, Set<String> drained) {
    if (writes == Writes.NONE) {
      drained.add(name);
    }
  }

  private Map<String, Relayed> relayed(Map<String, List<Relay>> relaysByName) {
    Map<String, Relayed> next = new LinkedHashMap<>();
    relaysByName.forEach((name, relays) -> {
      Relayed end = relayed.get(name);
      if (end == null) {
        RelayedWay way = new RelayedWay(name);
        end = new Relayed(new StorageNode(name, way, packer, inFlightBytesMax), way);
      }
      // Each node prefers another relay, so that all of them have something to do.
      Collections.rotate(relays, next.size());
      end.way().through(relays);
      next.put(name, end);
    });
    return next;
  }
}
