package dev.vestige.select.insight;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.tree.SpanTree;
import dev.vestige.logsql.exec.tree.TraceSpans;
import dev.vestige.select.trace.AttributeCursor;
import dev.vestige.select.trace.TraceOutline;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.StatusCode;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A whole trace in memory: its spans as a tree, and what they are called. Times are unsigned in
/// the store and never before the epoch in practice. Immutable.
///
/// @param nodes by the number that a span has in the tree
record TraceTree(TraceId id, SpanTree spans, List<Node> nodes) {
  /// Roughly what a span takes, bytes.
  private static final int SPAN_BYTES = 160;

  /// What a span is called.
  record Node(long spanId, String service, String operation, boolean isError) {}

  TraceTree {
    nodes = List.copyOf(nodes);
  }

  /// @throws VestigeException NOT_FOUND when there is no such trace
  static TraceTree read(Storage storage, TraceId id, RunContext context) {
    Builder builder = new Builder();
    storage.spans(
        context.tenants().getFirst(),
        List.of(id),
        context.cancellation(),
        batch -> {
          context.memory().reserve((long) SPAN_BYTES * batch.size());
          builder.add(batch);
        });
    if (builder.nodes.isEmpty()) {
      throw new VestigeException(ErrorKind.NOT_FOUND, "trace " + id + " not found");
    }
    return builder.build(id);
  }

  /// Collects spans in the order in which storage has them.
  private static final class Builder {
    private final List<Node> nodes = new ArrayList<>();
    private final LongStream.Builder ids = LongStream.builder();
    private final LongStream.Builder parentIds = LongStream.builder();
    private final LongStream.Builder startNanos = LongStream.builder();
    private final LongStream.Builder endNanos = LongStream.builder();

    void add(SpanBatch batch) {
      AttributeCursor resources =
          new AttributeCursor(AttributeScope.RESOURCE.prefix(), batch, batch.resources());
      ByteSink text = new ByteSink();
      for (int span = 0; span < batch.size(); span++) {
        text.clear();
        batch.values().appendText(batch.name(span), text);
        nodes.add(
            new Node(
                batch.spanId(span),
                TraceOutline.service(batch, span, resources),
                text.slice().toString(),
                batch.statusCode(span) == StatusCode.ERROR));
        ids.add(batch.spanId(span));
        parentIds.add(batch.parentId(span));
        startNanos.add(batch.startNanos(span));
        endNanos.add(batch.startNanos(span) + batch.durationNanos(span));
      }
    }

    TraceTree build(TraceId id) {
      TraceSpans spans =
          new TraceSpans(
              ids.build().toArray(),
              parentIds.build().toArray(),
              startNanos.build().toArray(),
              endNanos.build().toArray());
      List<Node> sorted =
          IntStream.range(0, spans.size()).mapToObj(span -> nodes.get(spans.place(span))).toList();
      return new TraceTree(id, new SpanTree(spans), sorted);
    }
  }

  Node node(int span) {
    return nodes.get(span);
  }

  /// How long the root took; see [SpanTree#root].
  long durationNanos() {
    return spans.spans().durationNanos(spans.root());
  }

  long startNanos() {
    return spans.spans().startNanos(0);
  }
}
