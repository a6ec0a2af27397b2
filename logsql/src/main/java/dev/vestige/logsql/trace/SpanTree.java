package dev.vestige.logsql.trace;

import dev.vestige.logsql.exec.value.LongTable;
import java.util.Arrays;

/// The spans of one trace with who called whom. Spans are numbered from 0 on, the earliest first,
/// and so are the children of each. Every span hangs below a top: a span that names no parent, or
/// whose parent is not there, or the earliest of spans that call one another in a circle. Of
/// several spans with one id the earliest has the children. Immutable.
public final class SpanTree {
  /// Where there is no span.
  public static final int NONE = -1;

  private final TraceSpans spans;
  private final int[] parents;

  /// The children of span s are `children[childrenFrom[s] .. childrenFrom[s + 1])`; the tops are
  /// those of the number behind the last span.
  private final int[] childrenFrom;

  private final int[] children;
  private final int[] order;
  private final int[] depths;

  /// Links the spans of one trace.
  public SpanTree(TraceSpans spans) {
    this.spans = spans;
    this.parents = parents(spans);
    new Circles(parents).open();
    this.childrenFrom = new int[spans.size() + 2];
    this.children = new int[spans.size()];
    collectChildren();
    this.order = new int[spans.size()];
    this.depths = new int[spans.size()];
    walk();
  }

  private static int[] parents(TraceSpans spans) {
    LongTable ids = new LongTable();
    int[] first = new int[spans.size()];
    for (int span = 0; span < spans.size(); span++) {
      int known = ids.size();
      if (ids.add(spans.id(span)) == known) {
        first[known] = span;
      }
    }
    int[] parents = new int[spans.size()];
    for (int span = 0; span < parents.length; span++) {
      long parentId = spans.parentId(span);
      int number = parentId == 0 ? NONE : ids.find(parentId);
      parents[span] = number == NONE ? NONE : first[number];
    }
    return parents;
  }

  private void collectChildren() {
    int size = spans.size();
    for (int span = 0; span < size; span++) {
      childrenFrom[slot(span) + 1]++;
    }
    for (int slot = 0; slot <= size; slot++) {
      childrenFrom[slot + 1] += childrenFrom[slot];
    }
    int[] next = Arrays.copyOf(childrenFrom, size + 1);
    for (int span = 0; span < size; span++) {
      children[next[slot(span)]++] = span;
    }
  }

  private int slot(int span) {
    return parents[span] == NONE ? spans.size() : parents[span];
  }

  /// Parents before their children, which a trace of any depth takes without recursion.
  private void walk() {
    int[] open = new int[spans.size()];
    int opened = push(spans.size(), open, 0);
    for (int at = 0; at < order.length; at++) {
      int span = open[--opened];
      order[at] = span;
      depths[span] = parents[span] == NONE ? 0 : depths[parents[span]] + 1;
      opened = push(span, open, opened);
    }
  }

  private int push(int slot, int[] open, int opened) {
    int count = opened;
    for (int i = childrenFrom[slot + 1] - 1; i >= childrenFrom[slot]; i--) {
      open[count++] = children[i];
    }
    return count;
  }

  public TraceSpans spans() {
    return spans;
  }

  public int size() {
    return spans.size();
  }

  /// The span that a span was called by, [#NONE] for a top.
  public int parent(int span) {
    return parents[span];
  }

  public int childCount(int span) {
    return childrenFrom[span + 1] - childrenFrom[span];
  }

  /// The i-th child, by start.
  public int child(int span, int i) {
    return children[childrenFrom[span] + i];
  }

  public int topCount() {
    return childCount(spans.size());
  }

  /// The i-th top, by start.
  public int top(int i) {
    return child(spans.size(), i);
  }

  /// How many spans are above it.
  public int depth(int span) {
    return depths[span];
  }

  /// The spans in an order in which parents come before their children; the receiver must not
  /// change it.
  public int[] order() {
    return order;
  }

  /// Whether a span names a parent that it does not hang below.
  public boolean isOrphan(int span) {
    return parents[span] == NONE && spans.parentId(span) != 0;
  }

  /// The earliest span without a parent; where each names one, the earliest top.
  public int root() {
    for (int i = 0; i < topCount(); i++) {
      if (spans.parentId(top(i)) == 0) {
        return top(i);
      }
    }
    return top(0);
  }
}
