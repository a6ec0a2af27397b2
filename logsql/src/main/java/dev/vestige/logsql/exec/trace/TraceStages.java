package dev.vestige.logsql.exec.trace;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.Conditions;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.analyze.TraceNeeds;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.TraceSummaryPipe;
import dev.vestige.logsql.pipe.TraceTreePipe;
import dev.vestige.logsql.pipe.TraceWherePipe;
import java.util.List;
import java.util.Optional;

/// Makes the stages of the pipes that look at whole traces.
public final class TraceStages {
  private TraceStages() {}

  /// The stage of a pipe.
  ///
  /// @param needed the fields that are read behind the pipe
  /// @param front gives the rows in front of the pipe, if they may be asked for again
  public static BlockSink of(
      Pipe pipe, StageContext context, FieldSet needed, Optional<Query> front, BlockSink next) {
    return switch (pipe) {
      case TraceSpansPipe _ -> new WholeTracesStage(context, needed, next);
      case TraceSummaryPipe _ ->
          new TraceStage(
              new Wanted(true, false, FieldSet.NONE, List.of()),
              context,
              new SummarySink(needed, next),
              next);
      case TraceTreePipe _ ->
          new TraceStage(
              new Wanted(
                  TraceNeeds.needsLabels(needed),
                  true,
                  needed.minusNames(TraceTreePipe.FIELDS),
                  List.of()),
              context,
              new TreeSink(needed, next),
              next);
      case TraceWherePipe where ->
          new TraceStage(
              new Wanted(false, front.isEmpty(), needed, Conditions.of(where)),
              context,
              new WhereSink(where, passed(where, context, needed, front, next)),
              next);
      default ->
          throw new VestigeException(
              ErrorKind.INTERNAL, "not a pipe that looks at whole traces: " + pipe);
    };
  }

  private static PassedSpans passed(
      TraceWherePipe where,
      StageContext context,
      FieldSet needed,
      Optional<Query> front,
      BlockSink next) {
    return front.isPresent()
        ? new RowsReadAgain(front.get(), where.kept().isWholeTraces(), needed, context, next)
        : new HeldRows(next);
  }
}
