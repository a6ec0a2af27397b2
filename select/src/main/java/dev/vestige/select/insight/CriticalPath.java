package dev.vestige.select.insight;

import dev.vestige.select.insight.TraceTree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The spans that made a trace take as long as it did. Seen from the end of a span back: the child
/// that ended last is what was waited for, then the one that ended last before that one began; what
/// is left is the span's own.
final class CriticalPath {
  private CriticalPath() {}

  /// A piece of time that a span was worth waiting for.
  record Piece(Node span, long fromNanos, long toNanos) {
    long nanos() {
      return toNanos - fromNanos;
    }
  }

  /// A span, up to when it is looked at, and the children that were not looked at yet.
  private static final class Open {
    final Node span;
    final List<Node> byEnd;
    int next = 0;
    long toNanos;

    Open(Node span, long toNanos) {
      this.span = span;
      this.toNanos = toNanos;
      this.byEnd = new ArrayList<>(span.children());
      byEnd.sort(Comparator.comparingLong(Node::endNanos).reversed());
    }
  }

  /// The pieces in the order of time; together they are the root's whole duration.
  static List<Piece> of(Node root) {
    List<Piece> pieces = new ArrayList<>();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(root, root.endNanos()));
    seen.add(root);
    while (!open.isEmpty()) {
      Open current = open.peek();
      Node child = nextChild(current, seen);
      if (child == null) {
        add(pieces, current.span, current.span.startNanos(), current.toNanos);
        open.pop();
        if (!open.isEmpty()) {
          open.peek().toNanos = current.span.startNanos();
        }
      } else {
        seen.add(child);
        long end = Math.min(child.endNanos(), current.toNanos);
        add(pieces, current.span, end, current.toNanos);
        current.toNanos = end;
        open.push(new Open(child, end));
      }
    }
    Collections.reverse(pieces);
    return pieces;
  }

  /// The child that ended last of those that began in what is left of their parent. What it did
  /// after that was not waited for.
  private static @Nullable Node nextChild(Open open, Set<Node> seen) {
    while (open.next < open.byEnd.size()) {
      Node child = open.byEnd.get(open.next++);
      if (child.startNanos() < open.toNanos
          && child.startNanos() >= open.span.startNanos()
          && child.durationNanos() > 0
          && !seen.contains(child)) {
        return child;
      }
    }
    return null;
  }

  private static void add(List<Piece> pieces, Node span, long from, long to) {
    if (to > from) {
      pieces.add(new Piece(span, from, to));
    }
  }
}
