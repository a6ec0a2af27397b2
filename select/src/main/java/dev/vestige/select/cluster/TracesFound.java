package dev.vestige.select.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.Completeness.Wish;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchFrame;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// The spans that nodes have of some traces, and whether those are all of them although nodes are
/// away. Filled by a thread for each node, then used by one.
final class TracesFound {
  private final Wish wish;
  private final List<String> names = new ArrayList<>();
  private final List<Map<TraceId, List<SpanBatch>>> byNode = new ArrayList<>();
  private final AtomicLong heldBytes = new AtomicLong();

  /// Of the thread of the request.
  private final Map<String, RuntimeException> away = new TreeMap<>();

  // Guarded by this.
  private final Set<Integer> told = new HashSet<>();
  private Placements placements = Placements.NONE;

  /// @param wish of the request
  TracesFound(NodeQueries asked, Wish wish) {
    this.wish = wish;
    for (int node = 0; node < asked.count(); node++) {
      names.add(asked.name(node));
      byNode.add(new HashMap<>());
    }
  }

  boolean take(PieceKind kind, ByteSource piece, int node) {
    if (kind == PieceKind.PLACEMENTS) {
      learn(Placements.read(piece).toldBy(names.get(node)), node);
      return true;
    }
    int length = piece.remaining();
    checkHeld(heldBytes.addAndGet(length));
    SpanBatch batch = SpanBatchFrame.read(piece.array(), piece.take(length), length);
    TraceId trace = new TraceId(batch.traceIdHigh(0), batch.traceIdLow(0));
    byNode.get(node).computeIfAbsent(trace, _ -> new ArrayList<>()).add(batch);
    return true;
  }

  private synchronized void learn(Placements more, int node) {
    placements = placements.join(more);
    told.add(node);
  }

  private static void checkHeld(long bytes) {
    if (bytes > Limits.SPANS_BYTES_MAX) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "the traces have more than " + Limits.SPANS_BYTES_MAX + " bytes of spans");
    }
  }

  void goneWithout(String node, RuntimeException why) {
    away.put(node, why);
  }

  List<SpanBatch> of(TraceId trace) {
    List<SpanBatch> all = new ArrayList<>();
    byNode.forEach(ofNode -> all.addAll(ofNode.getOrDefault(trace, List.of())));
    return all;
  }

  /// Fails, or marks the answer if the request allows it, when spans of a trace may be on a node
  /// that is away.
  ///
  /// @throws VestigeException BAD_GATEWAY naming the node
  synchronized void requireWhole(List<TraceId> traces) {
    if (away.isEmpty()) {
      return;
    }
    Optional<TraceId> doubtful = traces.stream().filter(trace -> !isWhole(trace)).findFirst();
    if (doubtful.isEmpty()) {
      return;
    }
    if (wish == Wish.PARTIAL) {
      away.keySet().forEach(Completeness::lack);
      return;
    }
    RuntimeException why = away.values().iterator().next();
    throw new VestigeException(
        ErrorKind.BAD_GATEWAY,
        why.getMessage() + "; the trace " + doubtful.get() + " may have spans there",
        why);
  }

  private boolean isWhole(TraceId trace) {
    Set<String> answered = new HashSet<>(names);
    answered.removeAll(away.keySet());
    return told.size() == answered.size()
        && placements.isWhole(trace, ends(trace), answered::contains, away.keySet());
  }

  /// From the first to the last end of the spans that are there.
  private TimeRange ends(TraceId trace) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (SpanBatch batch : of(trace)) {
      first = Math.min(first, batch.ends().fromNanos());
      last = Math.max(last, batch.ends().toNanos());
    }
    return first > last ? TimeRange.ALL : new TimeRange(first, last);
  }
}
