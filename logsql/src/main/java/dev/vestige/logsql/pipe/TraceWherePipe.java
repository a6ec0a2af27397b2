package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import java.util.List;

/// `trace_where (a) > (b) >> (c) only last`: the rows of traces in which a span that satisfies `a`
/// called one that satisfies `b`, below which is one that satisfies `c`.
///
/// @param steps one or more, the first with [Relation#ANYWHERE]
/// @param kept which rows of which traces pass
public record TraceWherePipe(List<Step> steps, Kept kept) implements Pipe {
  public TraceWherePipe {
    steps = List.copyOf(steps);
  }

  /// A span and how it stands to the one of the step before.
  public record Step(Relation relation, Filter filter) {}

  /// How a span stands to another.
  public enum Relation {
    /// In the same trace.
    ANYWHERE,
    /// It was called by the other one.
    CHILD,
    /// It is below the other one.
    DESCENDANT
  }

  /// Which rows pass.
  public enum Kept {
    /// All of the matching traces.
    ALL,
    /// Those that some step found.
    MATCHED,
    /// Those that the last step found.
    LAST,
    /// All of the traces that do not match.
    OTHERS;

    /// Whether a trace passes with all its rows or none.
    public boolean isWholeTraces() {
      return this == ALL || this == OTHERS;
    }
  }
}
