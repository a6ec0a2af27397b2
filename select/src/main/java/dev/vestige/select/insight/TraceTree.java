package dev.vestige.select.insight;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.select.trace.AttributeCursor;
import dev.vestige.select.trace.TraceOutline;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A whole trace in memory: its spans with their children, the earliest first. Built once, then
/// immutable.
final class TraceTree {
  /// Roughly what a span takes, bytes.
  private static final int SPAN_BYTES = 160;

  private final TraceId id;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> roots = new ArrayList<>();

  /// A span. Times are unsigned in the store and never before the epoch in practice; an end before
  /// the start counts as no duration.
  ///
  /// @param children the earliest first
  record Node(
      long spanId,
      long parentId,
      String service,
      String operation,
      boolean isError,
      long startNanos,
      long endNanos,
      List<Node> children) {
    long durationNanos() {
      return endNanos - startNanos;
    }
  }

  private TraceTree(TraceId id) {
    this.id = id;
  }

  /// @throws VestigeException NOT_FOUND when there is no such trace
  static TraceTree read(Storage storage, TraceId id, RunContext context) {
    TraceTree tree = new TraceTree(id);
    storage.spans(
        context.tenants().getFirst(),
        List.of(id),
        context.cancellation(),
        batch -> {
          context.memory().reserve((long) SPAN_BYTES * batch.size());
          tree.add(batch);
        });
    if (tree.nodes.isEmpty()) {
      throw new VestigeException(ErrorKind.NOT_FOUND, "trace " + id + " not found");
    }
    tree.link();
    return tree;
  }

  private void add(SpanBatch batch) {
    AttributeCursor resources =
        new AttributeCursor(AttributeScope.RESOURCE.prefix(), batch, batch.resources());
    ByteSink text = new ByteSink();
    for (int span = 0; span < batch.size(); span++) {
      text.clear();
      batch.values().appendText(batch.name(span), text);
      long start = batch.startNanos(span);
      nodes.add(
          new Node(
              batch.spanId(span),
              batch.parentId(span),
              TraceOutline.service(batch, span, resources),
              text.slice().toString(),
              batch.statusCode(span) == TraceOutline.STATUS_ERROR,
              start,
              start + batch.durationNanos(span),
              new ArrayList<>()));
    }
  }

  /// A span whose parent is missing, or comes to be its own ancestor, is a root.
  private void link() {
    nodes.sort((a, b) -> Long.compare(a.startNanos, b.startNanos));
    Map<Long, Node> byId = new HashMap<>();
    nodes.forEach(node -> byId.putIfAbsent(node.spanId, node));
    for (Node node : nodes) {
      Node parent = byId.get(node.parentId);
      if (node.parentId == 0 || parent == null || parent.spanId == node.spanId) {
        roots.add(node);
      } else {
        parent.children.add(node);
      }
    }
    if (roots.isEmpty()) {
      roots.add(nodes.getFirst());
    }
  }

  TraceId id() {
    return id;
  }

  List<Node> nodes() {
    return nodes;
  }

  /// The earliest span without a parent.
  Node root() {
    return roots.stream().filter(node -> node.parentId == 0).findFirst().orElse(roots.getFirst());
  }

  long startNanos() {
    return nodes.getFirst().startNanos;
  }
}
