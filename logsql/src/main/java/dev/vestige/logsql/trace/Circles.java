package dev.vestige.logsql.trace;

/// Spans that are their own ancestors, which only broken or hostile senders make.
final class Circles {
  private final int[] parents;

  /// By span the walk that came to it first, from 1 on.
  private final int[] walks;

  Circles(int[] parents) {
    this.parents = parents;
    this.walks = new int[parents.length];
  }

  /// Takes the parent from the earliest span of each circle.
  void open() {
    for (int start = 0; start < parents.length; start++) {
      int walk = start + 1;
      int span = start;
      while (span != SpanTree.NONE && walks[span] == 0) {
        walks[span] = walk;
        span = parents[span];
      }
      if (span != SpanTree.NONE && walks[span] == walk) {
        parents[earliest(span)] = SpanTree.NONE;
      }
    }
  }

  /// Of the circle that a span is in.
  private int earliest(int member) {
    int earliest = member;
    for (int span = parents[member]; span != member; span = parents[span]) {
      earliest = Math.min(earliest, span);
    }
    return earliest;
  }
}
