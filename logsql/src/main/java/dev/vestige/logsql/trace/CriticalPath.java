package dev.vestige.logsql.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// The spans that made a trace take as long as it did. Seen from the end of a span back: the child
/// that ended last is what was waited for, then the one that ended last before that one began; what
/// is left is the span's own.
public final class CriticalPath {
  private final SpanTree tree;
  private final TraceSpans spans;
  private final List<Piece> pieces = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private CriticalPath(SpanTree tree) {
    this.tree = tree;
    this.spans = tree.spans();
  }

  /// A piece of time that a span was worth waiting for.
  public record Piece(int span, long fromNanos, long toNanos) {
    public long nanos() {
      return toNanos - fromNanos;
    }
  }

  /// A span, up to when it is looked at, and the children that were not looked at yet.
  private final class Open {
    final int span;
    final Integer[] byEnd;
    int next = 0;
    long toNanos;

    Open(int span, long toNanos) {
      this.span = span;
      this.toNanos = toNanos;
      this.byEnd = new Integer[tree.childCount(span)];
      Arrays.setAll(byEnd, i -> tree.child(span, i));
      if (byEnd.length > 1) {
        Arrays.sort(byEnd, Comparator.<Integer>comparingLong(spans::endNanos).reversed());
      }
    }

    /// The child that ended last of those that began in what is left of their parent. What it did
    /// after that was not waited for.
    int nextChild() {
      while (next < byEnd.length) {
        int child = byEnd[next++];
        if (spans.startNanos(child) < toNanos
            && spans.startNanos(child) >= spans.startNanos(span)
            && spans.durationNanos(child) > 0) {
          return child;
        }
      }
      return SpanTree.NONE;
    }
  }

  /// The pieces from the root of a trace on, in the order of time; together they are the root's
  /// whole duration.
  public static List<Piece> of(SpanTree tree) {
    CriticalPath path = new CriticalPath(tree);
    path.walk(tree.root());
    Collections.reverse(path.pieces);
    return path.pieces;
  }

  /// By span, how long it was waited for.
  public static long[] nanos(SpanTree tree) {
    long[] nanos = new long[tree.size()];
    for (Piece piece : of(tree)) {
      nanos[piece.span()] += piece.nanos();
    }
    return nanos;
  }

  private void walk(int root) {
    open.push(new Open(root, spans.endNanos(root)));
    while (!open.isEmpty()) {
      Open current = open.getFirst();
      int child = current.nextChild();
      if (child == SpanTree.NONE) {
        add(current.span, spans.startNanos(current.span), current.toNanos);
        open.pop();
        if (!open.isEmpty()) {
          open.getFirst().toNanos = spans.startNanos(current.span);
        }
      } else {
        long end = Math.min(spans.endNanos(child), current.toNanos);
        add(current.span, end, current.toNanos);
        current.toNanos = end;
        open.push(new Open(child, end));
      }
    }
  }

  private void add(int span, long fromNanos, long toNanos) {
    if (toNanos > fromNanos) {
      pieces.add(new Piece(span, fromNanos, toNanos));
    }
  }
}
