package dev.vestige.logsql.exec.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Hashing;
import dev.vestige.logsql.exec.value.IdTable;
import dev.vestige.logsql.trace.SpanTree;
import dev.vestige.storage.IdText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// The structure of a trace as a text: each label with those it called in parentheses, sorted.
/// Calls of one label by one caller count once, so that a loop has the same shape however often it
/// went round. What hangs below a missing span is called by `?`.
final class TraceShape {
  /// The node above the tops, and the one in place of all missing spans.
  private static final int ABOVE = 0;

  private static final int MISSING = 1;

  private final List<ByteSlice> labels = new ArrayList<>();
  private final List<List<Integer>> callees = new ArrayList<>();

  /// The nodes of a tree in which siblings have different labels: caller and label.
  private final IdTable nodes = new IdTable();

  private TraceShape(HeldTrace trace) {
    addNode(-1, -1, ByteSlice.EMPTY);
    addNode(-1, -2, ByteSlice.utf8("?"));
    SpanTree tree = trace.tree();
    int[] nodeOf = new int[trace.size()];
    for (int span : tree.order()) {
      int parent = tree.parent(span);
      int caller = parent != SpanTree.NONE ? nodeOf[parent] : tree.isOrphan(span) ? MISSING : ABOVE;
      nodeOf[span] = node(trace, span, caller);
    }
    if (!callees.get(MISSING).isEmpty()) {
      callees.get(ABOVE).add(MISSING);
    }
  }

  private int node(HeldTrace trace, int span, int caller) {
    long label = (long) trace.serviceNumber(span) << 32 | trace.nameNumber(span);
    int known = nodes.size();
    int node = nodes.add(caller, label);
    if (node == known) {
      ByteSink text = new ByteSink(64);
      SpanPaths.appendLabel(trace, span, text);
      labels.add(text.slice());
      callees.add(new ArrayList<>());
      callees.get(caller).add(node);
    }
    return node;
  }

  private void addNode(long caller, long label, ByteSlice text) {
    nodes.add(caller, label);
    labels.add(text);
    callees.add(new ArrayList<>());
  }

  static void append(HeldTrace trace, ByteSink out) {
    ByteSink whole = new ByteSink();
    new TraceShape(trace).write(whole);
    if (whole.position() <= Limits.TEXT_BYTES_MAX) {
      out.putBytes(whole.array(), 0, whole.position());
      return;
    }
    int end = Limits.TEXT_BYTES_MAX;
    while ((whole.array()[end] & 0xC0) == 0x80) {
      end--;
    }
    out.putBytes(whole.array(), 0, end);
    out.putBytes(new byte[] {'.', '.', '.', ' '});
    IdText.append(Hashing.xxh3(whole.array(), 0, whole.position()), out);
  }

  /// Callees of a node that are not written yet.
  private static final class Open {
    final List<Integer> callees;
    int next;

    Open(List<Integer> callees) {
      this.callees = callees;
    }
  }

  private void write(ByteSink out) {
    Deque<Open> open = new ArrayDeque<>();
    open.push(sorted(ABOVE));
    while (!open.isEmpty()) {
      Open current = open.getFirst();
      int next = current.next++;
      if (next == current.callees.size()) {
        open.pop();
        if (!open.isEmpty()) {
          out.putByte(')');
        }
        continue;
      }
      if (next > 0) {
        out.putBytes(new byte[] {',', ' '});
      }
      int node = current.callees.get(next);
      ByteSlice label = labels.get(node);
      out.putBytes(label.array(), label.offset(), label.length());
      if (!callees.get(node).isEmpty()) {
        out.putByte('(');
        open.push(sorted(node));
      }
    }
  }

  private Open sorted(int node) {
    List<Integer> sorted = callees.get(node);
    sorted.sort(Comparator.comparing(labels::get, TraceShape::compare));
    return new Open(sorted);
  }

  private static int compare(ByteSlice a, ByteSlice b) {
    return Arrays.compareUnsigned(
        a.array(),
        a.offset(),
        a.offset() + a.length(),
        b.array(),
        b.offset(),
        b.offset() + b.length());
  }
}
