package dev.vestige.insert.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.Threads;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.ListedNode;
import dev.vestige.http.client.ListedNode.Writes;
import dev.vestige.http.client.NodeHello;
import dev.vestige.insert.RowSink;
import dev.vestige.insert.cluster.ParcelPacker.Packing;
import dev.vestige.storage.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Where spans go that this node does not keep itself: all spans of a trace to the node that
/// [dev.vestige.storage.TracePlacement] says, or, when that does not take them, to the next one.
/// Safe for use by many threads.
public final class NodeSink implements RowSink, AutoCloseable {
  private final ClusterObserver observer;
  private final ParcelPacker packer;
  private final Members members;
  private final CopySettlement settlement;
  private final PlacementTalk talk = new PlacementTalk(this::acceptedTimes);
  private final Threads.Loop greetings;
  private final Threads.Loop settling;

  /// Replaced as a whole when the list of nodes changes.
  private volatile Cluster cluster = Cluster.of(List.of(), Set.of());

  /// Whether bodies are compressed.
  public enum Compression {
    ON,
    OFF
  }

  /// Begins to ask the nodes what they are. Does not own their clients.
  ///
  /// @param nodes whose addresses are their names
  /// @param inFlightBytesMax bytes that may be on their way to one node
  public NodeSink(
      List<ListedNode> nodes,
      Compression compression,
      long inFlightBytesMax,
      ClusterObserver observer) {
    this.observer = observer;
    this.packer = new ParcelPacker(compression == Compression.ON ? Packing.ZSTD : Packing.PLAIN);
    this.members = new Members(packer, inFlightBytesMax);
    this.settlement = new CopySettlement(() -> cluster);
    list(nodes);
    this.greetings = Threads.loop("greet-nodes", Limits.HELLO_INTERVAL_MILLIS, this::greet);
    this.settling = Threads.loop("settle-copies", Limits.HELLO_INTERVAL_MILLIS, settlement::run);
  }

  /// Sends spans to these nodes from now on. What is known of those that stay is kept.
  public void list(List<ListedNode> nodes) {
    members.list(nodes);
    meet();
  }

  private void greet() {
    meet();
    talk.spread(cluster);
  }

  /// Whoever is new has to say what it is before it gets spans.
  private synchronized void meet() {
    List<StorageNode> direct = members.direct();
    greet(direct);
    Cluster next = members.cluster();
    greet(next.nodes().stream().filter(node -> !direct.contains(node)).toList());
    if (!next.hasNodesOf(cluster)) {
      cluster = next;
    }
  }

  private static void greet(List<StorageNode> nodes) {
    List<CompletableFuture<Void>> greeted = new ArrayList<>();
    nodes.forEach(node -> greeted.add(Threads.fork("greet-node", node::greet)));
    try {
      greeted.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Blocks until the spans are durable, or cannot be.
  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    if (batch.size() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      new Delivery(cluster, packer, talk, observer).run(batch);
      return CompletableFuture.completedFuture(null);
    } catch (VestigeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// What at least one of the nodes keeps, as far as they have told.
  @Override
  public TimeRange acceptedTimes() {
    long pastSeconds = 0;
    long futureSeconds = 0;
    for (StorageNode node : cluster.nodes()) {
      Optional<NodeHello> hello = node.hello();
      pastSeconds = Math.max(pastSeconds, hello.map(h -> h.number(NodeHello.PAST)).orElse(0L));
      futureSeconds =
          Math.max(futureSeconds, hello.map(h -> h.number(NodeHello.FUTURE)).orElse(0L));
    }
    if (pastSeconds == 0) {
      return TimeRange.ALL;
    }
    long now = System.currentTimeMillis() / 1_000;
    return new TimeRange(nanos(now - pastSeconds), nanos(now + futureSeconds));
  }

  private static long nanos(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  /// One of the nodes that this one lists, or that these list.
  ///
  /// @throws VestigeException UNAVAILABLE when there is none
  StorageNode node(String name) {
    return cluster.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new VestigeException(
                ErrorKind.UNAVAILABLE, "the node " + name + " is not listed here"));
  }

  /// The nodes to which this one passes on what names them, as [NodeHello#NODES] tells them.
  public String nodeNames() {
    Cluster now = cluster;
    return NamedNode.print(
        now.nodes().stream()
            .map(node ->
                new NamedNode(
                    node.name(), now.drained().contains(node) ? Writes.NONE : Writes.TAKEN))
            .toList());
  }

  /// The nodes that get spans now.
  public int nodesIn() {
    int count = 0;
    for (boolean isOut : cluster.out()) {
      count += isOut ? 0 : 1;
    }
    return count;
  }

  /// The nodes that get spans by a protocol with weaker promises.
  public int foreignNodes() {
    return (int) cluster.nodes().stream().filter(StorageNode::isForeign).count();
  }

  @Override
  public void close() {
    settling.close();
    greetings.close();
    packer.close();
  }
}
