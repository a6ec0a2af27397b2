package dev.vestige.logsql.trace;

import java.util.ArrayList;
import java.util.List;

/// Makes trees of a few spans: id, parent, start, end.
final class Spans {
  private final List<long[]> spans = new ArrayList<>();

  Spans add(long id, long parentId, long start, long end) {
    spans.add(new long[] {id, parentId, start, end});
    return this;
  }

  SpanTree tree() {
    return new SpanTree(new TraceSpans(column(0), column(1), column(2), column(3)));
  }

  private long[] column(int i) {
    return spans.stream().mapToLong(span -> span[i]).toArray();
  }
}
