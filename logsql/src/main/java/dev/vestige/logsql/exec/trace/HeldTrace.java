package dev.vestige.logsql.exec.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.logsql.exec.kept.KeptFields;
import dev.vestige.logsql.exec.tree.SpanTree;
import dev.vestige.logsql.exec.tree.TraceSpans;
import dev.vestige.storage.TraceId;

/// One trace, put together. Its spans have the numbers that they have in the tree.
final class HeldTrace {
  private final HeldTraces traces;
  private final int number;
  private final SpanTree tree;

  HeldTrace(HeldTraces traces, int number) {
    this.traces = traces;
    this.number = number;
    int size = traces.spanCount(number);
    long[] ids = new long[size];
    long[] parentIds = new long[size];
    long[] startNanos = new long[size];
    long[] endNanos = new long[size];
    for (int i = 0; i < size; i++) {
      HeldSpans spans = traces.worker(number, i);
      int place = traces.place(number, i);
      ids[i] = spans.id[place];
      parentIds[i] = spans.parentId[place];
      startNanos[i] = spans.startNanos[place];
      endNanos[i] = spans.endNanos[place];
    }
    this.tree = new SpanTree(new TraceSpans(ids, parentIds, startNanos, endNanos));
  }

  /// Its place among the traces that are held.
  int number() {
    return number;
  }

  TraceId id() {
    return traces.id(number);
  }

  SpanTree tree() {
    return tree;
  }

  int size() {
    return tree.size();
  }

  private HeldSpans holder(int span) {
    return traces.worker(number, tree.spans().place(span));
  }

  private int place(int span) {
    return traces.place(number, tree.spans().place(span));
  }

  /// Spans of one service have one number, in all traces.
  int serviceNumber(int span) {
    return traces.service(number, tree.spans().place(span));
  }

  /// Spans of one name have one number, in all traces.
  int nameNumber(int span) {
    return traces.name(number, tree.spans().place(span));
  }

  ByteSlice service(int span) {
    return traces.services().text(serviceNumber(span));
  }

  ByteSlice name(int span) {
    return traces.names().text(nameNumber(span));
  }

  boolean isError(int span) {
    return holder(span).marks[place(span)] < 0;
  }

  /// A bit for each filter that the span satisfies, the first one lowest.
  int marks(int span) {
    return holder(span).marks[place(span)] & Integer.MAX_VALUE;
  }

  /// The fields that the values of the row are of.
  KeptFields rowFields(int span) {
    return holder(span).rowFields[place(span)];
  }

  /// See [KeptFields#values].
  byte[] row(int span) {
    return holder(span).rows[place(span)];
  }
}
