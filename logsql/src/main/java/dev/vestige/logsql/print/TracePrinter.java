package dev.vestige.logsql.print;

import dev.vestige.logsql.pipe.TraceWherePipe;
import dev.vestige.logsql.pipe.TraceWherePipe.Kept;

/// Pipes that look at whole traces.
final class TracePrinter {
  private TracePrinter() {}

  static void where(Printer out, TraceWherePipe where) {
    out.text(where.kept() == Kept.OTHERS ? "trace_where not " : "trace_where ");
    boolean isFirst = true;
    for (TraceWherePipe.Step step : where.steps()) {
      if (!isFirst) {
        out.text(
            switch (step.relation()) {
              case ANYWHERE -> " and ";
              case CHILD -> " > ";
              case DESCENDANT -> " >> ";
            });
      }
      isFirst = false;
      out.text("(").filter(step.filter()).text(")");
    }
    switch (where.kept()) {
      case ALL, OTHERS -> {}
      case MATCHED -> out.text(" only matched");
      case LAST -> out.text(" only last");
    }
  }
}
