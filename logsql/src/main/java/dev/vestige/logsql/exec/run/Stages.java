package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.analyze.NeededFields;
import dev.vestige.logsql.analyze.SecondReading;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.order.OrderStages;
import dev.vestige.logsql.exec.row.RowStages;
import dev.vestige.logsql.exec.stats.GroupStages;
import dev.vestige.logsql.exec.trace.TraceStages;
import dev.vestige.logsql.pipe.BlockStatsPipe;
import dev.vestige.logsql.pipe.BlocksCountPipe;
import dev.vestige.logsql.pipe.CollapseNumsPipe;
import dev.vestige.logsql.pipe.CopyPipe;
import dev.vestige.logsql.pipe.DecolorizePipe;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.DropEmptyFieldsPipe;
import dev.vestige.logsql.pipe.ExtractPipe;
import dev.vestige.logsql.pipe.ExtractRegexpPipe;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.FormatPipe;
import dev.vestige.logsql.pipe.HashPipe;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.JsonArrayLenPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.LenPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.MathPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.PackJsonPipe;
import dev.vestige.logsql.pipe.PackLogfmtPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.RenamePipe;
import dev.vestige.logsql.pipe.ReplacePipe;
import dev.vestige.logsql.pipe.ReplaceRegexpPipe;
import dev.vestige.logsql.pipe.SamplePipe;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.TraceSummaryPipe;
import dev.vestige.logsql.pipe.TraceTreePipe;
import dev.vestige.logsql.pipe.TraceWherePipe;
import dev.vestige.logsql.pipe.UnionPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import dev.vestige.logsql.pipe.UnpackJsonPipe;
import dev.vestige.logsql.pipe.UnpackLogfmtPipe;
import dev.vestige.logsql.pipe.UnpackSyslogPipe;
import dev.vestige.logsql.pipe.UnpackWordsPipe;
import dev.vestige.logsql.pipe.UnrollPipe;
import java.util.Optional;

/// Chains the stages of a query's pipes, from the last to the first.
final class Stages {
  private Stages() {}

  /// The stages of the last pipes of a query.
  ///
  /// @param first how many pipes are left to others
  static BlockSink of(Query query, int first, StageContext context, BlockSink output, Probe probe) {
    BlockSink next = probe.in(output);
    for (int number = query.pipes().size() - 1; number >= first; number--) {
      next = probe.in(stage(query, number, context, next));
    }
    return next;
  }

  private static BlockSink stage(Query query, int number, StageContext context, BlockSink next) {
    Pipe pipe = query.pipes().get(number);
    return switch (pipe) {
      case CollapseNumsPipe _,
          CopyPipe _,
          DecolorizePipe _,
          DeletePipe _,
          DropEmptyFieldsPipe _,
          ExtractPipe _,
          ExtractRegexpPipe _,
          FieldsPipe _,
          FilterPipe _,
          FormatPipe _,
          HashPipe _,
          JsonArrayLenPipe _,
          LenPipe _,
          MathPipe _,
          PackJsonPipe _,
          PackLogfmtPipe _,
          RenamePipe _,
          ReplacePipe _,
          ReplaceRegexpPipe _,
          SamplePipe _,
          UnpackJsonPipe _,
          UnpackLogfmtPipe _,
          UnpackSyslogPipe _,
          UnpackWordsPipe _,
          UnrollPipe _ ->
          RowStages.of(pipe, context, next);
      case BlockStatsPipe _,
          BlocksCountPipe _,
          FacetsPipe _,
          FieldNamesPipe _,
          FieldValuesPipe _,
          StatsPipe _,
          TopPipe _,
          UniqPipe _ ->
          GroupStages.of(pipe, context, next);
      case FirstPipe _,
          JoinPipe _,
          LastPipe _,
          LimitPipe _,
          OffsetPipe _,
          SortPipe _,
          StreamContextPipe _,
          UnionPipe _ ->
          OrderStages.of(pipe, context, next);
      case TraceSpansPipe _, TraceSummaryPipe _, TraceTreePipe _, TraceWherePipe _ ->
          TraceStages.of(
              pipe,
              context,
              NeededFields.behind(query, number + 1, FieldSet.ALL),
              SecondReading.isPossible(query, number)
                  ? Optional.of(SecondReading.front(query, number))
                  : Optional.empty(),
              next);
    };
  }
}
