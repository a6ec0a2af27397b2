package dev.vestige.logsql.trace;

/// The time that a span did not wait for its children.
public final class OwnTime {
  private OwnTime() {}

  /// The span's duration without what its children cover, which may overlap one another and stick
  /// out of it.
  public static long nanos(SpanTree tree, int span) {
    TraceSpans spans = tree.spans();
    long own = spans.durationNanos(span);
    long covered = spans.startNanos(span);
    for (int i = 0; i < tree.childCount(span); i++) {
      int child = tree.child(span, i);
      long from = Math.max(spans.startNanos(child), covered);
      long to = Math.min(spans.endNanos(child), spans.endNanos(span));
      if (to > from) {
        own -= to - from;
        covered = to;
      }
    }
    return own;
  }
}
