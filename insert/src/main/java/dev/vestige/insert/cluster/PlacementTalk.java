package dev.vestige.insert.cluster;

import dev.vestige.base.Threads;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this node knows of where spans were placed. All nodes that spans are placed among are told
/// before they get any, so that each of them can say later where else spans of a trace may be; and
/// what one node knows is carried to the others. Safe for use by many threads.
final class PlacementTalk {
  private static final Logger LOG = LoggerFactory.getLogger(PlacementTalk.class);

  private final Supplier<TimeRange> accepted;

  /// Replaced while this is locked.
  private volatile Placements known = Placements.NONE;

  /// @param accepted the times that are kept
  PlacementTalk(Supplier<TimeRange> accepted) {
    this.accepted = accepted;
  }

  Placements known() {
    return known;
  }

  /// Adds what a node knows.
  void learn(Placements more) {
    if (!known.covers(more)) {
      add(more);
    }
  }

  private synchronized void add(Placements more) {
    known = known.join(more).since(accepted.get().fromNanos());
  }

  /// Tells all nodes that are not left out among whom the spans of a batch are placed. One that
  /// does not take it in gets no spans.
  ///
  /// @param leftOut by node; those that were taken out are added
  void announce(Cluster cluster, boolean[] leftOut, SpanBatch batch) {
    while (true) {
      List<StorageNode> in = new ArrayList<>();
      for (int i = 0; i < leftOut.length; i++) {
        if (!leftOut[i]) {
          in.add(cluster.nodes().get(i));
        }
      }
      if (in.isEmpty()) {
        return;
      }
      Placements placed =
          Placements.among(in.stream().map(StorageNode::name).toList(), batch.ends());
      learn(placed);
      if (tell(in.stream().filter(node -> !node.knows(placed)).toList())) {
        return;
      }
      for (int i = 0; i < leftOut.length; i++) {
        leftOut[i] |= cluster.nodes().get(i).isOut();
      }
    }
  }

  /// At the same time; whether all have heard it.
  private boolean tell(List<StorageNode> nodes) {
    List<CompletableFuture<Void>> told = new ArrayList<>();
    nodes.forEach(node -> told.add(Threads.fork("tell-node", () -> node.tell(this))));
    boolean isTold = true;
    for (CompletableFuture<Void> one : told) {
      try {
        one.join();
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof VestigeException)) {
          throw e;
        }
        isTold = false;
      }
    }
    return isTold;
  }

  /// Carries what nodes know to the others.
  void spread(Cluster cluster) {
    for (StorageNode node : cluster.nodes()) {
      if (!node.isOut()) {
        try {
          node.tellAgain(this);
        } catch (VestigeException e) {
          LOG.warn(
              "the storage node {} cannot be told where spans are: {}",
              node.name(),
              e.getMessage());
        }
      }
    }
  }
}
