package dev.vestige.logsql.analyze;

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

/// Pipes that turn each row into rows without looking at any other row or at anything outside.
public final class RowLocalPipes {
  private RowLocalPipes() {}

  /// Whether running the pipe on parts of the rows and putting the results together is the same as
  /// running it on all of them.
  public static boolean contains(Pipe pipe) {
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
          true;
      case BlockStatsPipe _,
          BlocksCountPipe _,
          FacetsPipe _,
          FieldNamesPipe _,
          FieldValuesPipe _,
          FirstPipe _,
          JoinPipe _,
          LastPipe _,
          LimitPipe _,
          OffsetPipe _,
          SortPipe _,
          StatsPipe _,
          StreamContextPipe _,
          TopPipe _,
          TraceSpansPipe _,
          TraceSummaryPipe _,
          TraceTreePipe _,
          TraceWherePipe _,
          UnionPipe _,
          UniqPipe _ ->
          false;
    };
  }
}
