package dev.vestige.insert.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.IntList;
import dev.vestige.insert.cluster.ClusterObserver.Failure;
import dev.vestige.insert.cluster.StorageNode.Protocol;
import dev.vestige.insert.textrow.TextRowWriter;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchSlice;
import dev.vestige.storage.TracePlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Brings the spans of one request to the nodes they belong to, and those that a node did not take
/// to the next ones. Used once; blocks.
final class Delivery {
  private final Cluster cluster;
  private final ParcelPacker packer;
  private final PlacementTalk talk;
  private final ClusterObserver observer;
  private final long endNanoTime =
      System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.DELIVERY_MILLIS_MAX);
  private final AtomicBoolean isPartlyStored = new AtomicBoolean();

  Delivery(Cluster cluster, ParcelPacker packer, PlacementTalk talk, ClusterObserver observer) {
    this.cluster = cluster;
    this.packer = packer;
    this.talk = talk;
    this.observer = observer;
  }

  /// Returns when all spans are durable.
  ///
  /// @throws VestigeException UNAVAILABLE when some are not
  void run(SpanBatch batch) {
    try {
      deliver(batch, new boolean[cluster.nodes().size()], List.of());
    } catch (VestigeException e) {
      if (isPartlyStored.get()) {
        observer.partlyStored();
      }
      throw e;
    }
  }

  /// @param failed nodes that did not take these spans
  /// @param doubts those of them that may have them all the same
  private void deliver(SpanBatch batch, boolean[] failed, List<BatchDoubt> doubts) {
    boolean[] leftOut = cluster.out();
    for (int i = 0; i < leftOut.length; i++) {
      leftOut[i] |= failed[i];
    }
    talk.announce(cluster, leftOut, batch);
    List<IntList> rows = split(batch, leftOut);
    List<CompletableFuture<Void>> others = new ArrayList<>();
    int mine = -1;
    for (int node = 0; node < rows.size(); node++) {
      if (rows.get(node).size() == 0) {
        continue;
      }
      if (mine >= 0) {
        int other = mine;
        others.add(Threads.fork("insert-slice", () -> slice(batch, rows, other, failed, doubts)));
      }
      mine = node;
    }
    try {
      slice(batch, rows, mine, failed, doubts);
    } finally {
      // Whoever fails waits too: the answer must not come before it is known what was stored.
      others.forEach(other -> other.exceptionally(_ -> null).join());
    }
    others.forEach(Delivery::require);
  }

  private static void require(CompletableFuture<Void> other) {
    try {
      other.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof VestigeException cause ? cause : e;
    }
  }

  /// The span numbers by node.
  private List<IntList> split(SpanBatch batch, boolean[] leftOut) {
    List<IntList> rows = new ArrayList<>();
    for (int i = 0; i < leftOut.length; i++) {
      rows.add(new IntList());
    }
    int node = -1;
    for (int row = 0; row < batch.size(); row++) {
      if (row == 0
          || batch.traceIdLow(row) != batch.traceIdLow(row - 1)
          || batch.traceIdHigh(row) != batch.traceIdHigh(row - 1)) {
        long key = TracePlacement.key(batch.traceIdHigh(row), batch.traceIdLow(row));
        node = cluster.placement().first(key, leftOut);
      }
      if (node < 0) {
        throw nobody();
      }
      rows.get(node).add(row);
    }
    return rows;
  }

  private VestigeException nobody() {
    return new VestigeException(
        ErrorKind.UNAVAILABLE,
        cluster.nodes().stream()
            .map(node -> node.name() + ": " + cluster.outBecause(node))
            .collect(Collectors.joining("; ", "no storage node takes the spans now (", ")")));
  }

  private void slice(
      SpanBatch batch, List<IntList> rows, int node, boolean[] failed, List<BatchDoubt> doubts) {
    hand(SpanBatchSlice.of(batch, rows.get(node).toArray()), node, failed, doubts);
  }

  /// Hands spans to a node, and to the next ones when it does not take them.
  private void hand(SpanBatch spans, int at, boolean[] failed, List<BatchDoubt> doubts) {
    StorageNode node = cluster.nodes().get(at);
    if (node.isForeign()) {
      handRows(spans, at, failed, doubts);
      return;
    }
    Protocol spoken = node.protocol();
    BatchId id = node.nextId();
    Outcome outcome = node.line().carry(Parcel.Framed.of(id, spans), doubts);
    List<BatchDoubt> more = doubts;
    if (outcome.kind() == Outcome.Kind.IN_DOUBT) {
      more = new ArrayList<>(doubts);
      more.add(new BatchDoubt(node.name(), id));
    }
    if (!isTaken(outcome, node, spoken, spans.size())) {
      tryOthers(spans, at, failed, more);
    }
  }

  /// Spans go as rows of texts, some at a time. What got no answer is not sent to the same node
  /// again: the next one cannot ask about it, but a node that hangs would have it twice for sure.
  private void handRows(SpanBatch spans, int at, boolean[] failed, List<BatchDoubt> doubts) {
    StorageNode node = cluster.nodes().get(at);
    TextRowWriter rows = new TextRowWriter(spans);
    int from = 0;
    while (from < spans.size()) {
      ByteSink content = new ByteSink(64 << 10);
      int to = rows.write(from, content);
      Outcome outcome = node.deliver(Protocol.TEXT_ROWS, packer.pack(content), packer.headers());
      if (!isTaken(outcome, node, Protocol.TEXT_ROWS, to - from)) {
        int[] rest = IntStream.range(from, spans.size()).toArray();
        tryOthers(SpanBatchSlice.of(spans, rest), at, failed, doubts);
        return;
      }
      from = to;
    }
  }

  /// Notes what came of an attempt.
  ///
  /// @param spoken how the node was addressed
  /// @return whether the node has the spans, or else another one has to
  private boolean isTaken(Outcome outcome, StorageNode node, Protocol spoken, int spans) {
    switch (outcome.kind()) {
      case STORED -> {
        isPartlyStored.set(true);
        observer.stored(node.name(), spans);
        return true;
      }
      case REFUSED -> observer.failed(node.name(), Failure.REFUSED, spans);
      case UNFIT -> {
        // A node that was replaced by one of another version finds nothing fit.
        node.greet();
        if (!node.isOut() && node.protocol() == spoken) {
          throw new VestigeException(ErrorKind.INTERNAL, outcome.why());
        }
        observer.failed(node.name(), Failure.REFUSED, spans);
      }
      case IN_DOUBT -> {
        isPartlyStored.set(true);
        observer.failed(node.name(), Failure.IN_DOUBT, spans);
      }
    }
    node.takeOut(outcome.why());
    return false;
  }

  private void tryOthers(SpanBatch spans, int at, boolean[] failed, List<BatchDoubt> doubts) {
    if (System.nanoTime() - endNanoTime > 0) {
      throw nobody();
    }
    boolean[] more = failed.clone();
    more[at] = true;
    deliver(spans, more, doubts);
  }
}
