package dev.vestige.logsql.exec.trace;

import dev.vestige.logsql.exec.tree.SpanTree;
import dev.vestige.logsql.pipe.TraceWherePipe;
import dev.vestige.logsql.pipe.TraceWherePipe.Kept;
import dev.vestige.logsql.pipe.TraceWherePipe.Relation;
import dev.vestige.logsql.pipe.TraceWherePipe.Step;
import java.util.List;

/// `trace_where`. Which spans a step finds, bit by bit: those that satisfy its filter and stand to
/// one of the step before as they should. Then, from the last step back, those that led to it.
final class WhereSink implements TraceSink {
  private final List<Step> steps;
  private final Kept kept;
  private final PassedSpans output;

  WhereSink(TraceWherePipe where, PassedSpans output) {
    this.steps = where.steps();
    this.kept = where.kept();
    this.output = output;
  }

  @Override
  public boolean accept(HeldTrace trace) {
    int[] found = new int[trace.size()];
    boolean matches = find(trace, found);
    if (matches == (kept == Kept.OTHERS)) {
      return true;
    }
    int wanted = wanted(trace, found);
    for (int span = 0; span < found.length; span++) {
      boolean passes = kept.isWholeTraces() || (found[span] & wanted) != 0;
      if (passes && !output.add(trace, span)) {
        return false;
      }
    }
    return true;
  }

  private int wanted(HeldTrace trace, int[] found) {
    if (kept == Kept.MATCHED) {
      dropDeadEnds(trace.tree(), found);
      return -1;
    }
    return 1 << (steps.size() - 1);
  }

  /// Sets the bits of the steps that find each span; whether the last one finds any.
  private boolean find(HeldTrace trace, int[] found) {
    SpanTree tree = trace.tree();
    for (int step = 0; step < steps.size(); step++) {
      int bit = 1 << step;
      Relation relation = steps.get(step).relation();
      int[] reached = reached(tree, relation, bit >> 1, found);
      boolean any = false;
      for (int span = 0; span < found.length; span++) {
        boolean related = step == 0 || reached[span] != 0;
        if (related && (trace.marks(span) & bit) != 0) {
          found[span] |= bit;
          any = true;
        }
      }
      if (!any) {
        return false;
      }
    }
    return true;
  }

  /// By span not 0 when it stands to one with the bit as the relation says.
  private static int[] reached(SpanTree tree, Relation relation, int bit, int[] found) {
    int[] reached = new int[found.length];
    for (int span : tree.order()) {
      int parent = tree.parent(span);
      reached[span] =
          switch (relation) {
            case ANYWHERE -> 1;
            case CHILD -> parent == SpanTree.NONE ? 0 : found[parent] & bit;
            case DESCENDANT ->
                parent == SpanTree.NONE ? 0 : (found[parent] & bit) | reached[parent];
          };
    }
    return reached;
  }

  /// Clears the bits of spans that no span of the next step goes back to.
  private void dropDeadEnds(SpanTree tree, int[] found) {
    int[] order = tree.order();
    for (int step = steps.size() - 1; step > 0; step--) {
      int bit = 1 << step;
      Relation relation = steps.get(step).relation();
      boolean[] leads = new boolean[found.length];
      for (int i = order.length - 1; i >= 0; i--) {
        int span = order[i];
        int parent = tree.parent(span);
        boolean goesOn = relation == Relation.DESCENDANT && leads[span];
        if (parent != SpanTree.NONE && ((found[span] & bit) != 0 || goesOn)) {
          leads[parent] = true;
        }
      }
      for (int span = 0; span < found.length; span++) {
        if (!leads[span] && relation != Relation.ANYWHERE) {
          found[span] &= ~(bit >> 1);
        }
      }
    }
  }

  @Override
  public void flush() {
    output.flush();
  }
}
