package dev.vestige.select.insight;

import dev.vestige.select.insight.TraceTree.Node;

/// The time that a span did not wait for its children.
final class OwnTime {
  private OwnTime() {}

  /// The span's duration without what its children cover, which may overlap one another and stick
  /// out of it.
  static long nanos(Node span) {
    long own = span.durationNanos();
    long covered = span.startNanos();
    for (Node child : span.children()) {
      long from = Math.max(child.startNanos(), covered);
      long to = Math.min(child.endNanos(), span.endNanos());
      if (to > from) {
        own -= to - from;
        covered = to;
      }
    }
    return own;
  }
}
