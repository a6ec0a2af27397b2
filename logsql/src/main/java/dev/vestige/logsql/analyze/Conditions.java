package dev.vestige.logsql.analyze;

import dev.vestige.logsql.filter.Filter;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The filters inside pipes, those of the queries in them excepted.
public final class Conditions {
  private Conditions() {}

  /// The filters that decide which rows a pipe works on.
  public static List<Filter> of(Pipe pipe) {
    return switch (pipe) {
      case FilterPipe filter -> List.of(filter.filter());
      case StatsPipe stats ->
          stats.items().stream().flatMap(item -> list(item.condition()).stream()).toList();
      case CollapseNumsPipe collapse -> list(collapse.condition());
      case ExtractPipe extract -> list(extract.condition());
      case ExtractRegexpPipe extract -> list(extract.condition());
      case FormatPipe format -> list(format.condition());
      case ReplacePipe replace -> list(replace.condition());
      case ReplaceRegexpPipe replace -> list(replace.condition());
      case UnpackJsonPipe unpack -> list(unpack.condition());
      case UnpackLogfmtPipe unpack -> list(unpack.condition());
      case UnpackSyslogPipe unpack -> list(unpack.condition());
      case UnrollPipe unroll -> list(unroll.condition());
      case TraceWherePipe where -> where.steps().stream().map(TraceWherePipe.Step::filter).toList();
      case BlockStatsPipe _,
          BlocksCountPipe _,
          CopyPipe _,
          DecolorizePipe _,
          DeletePipe _,
          DropEmptyFieldsPipe _,
          FacetsPipe _,
          FieldNamesPipe _,
          FieldValuesPipe _,
          FieldsPipe _,
          FirstPipe _,
          HashPipe _,
          JoinPipe _,
          JsonArrayLenPipe _,
          LastPipe _,
          LenPipe _,
          LimitPipe _,
          MathPipe _,
          OffsetPipe _,
          PackJsonPipe _,
          PackLogfmtPipe _,
          RenamePipe _,
          SamplePipe _,
          SortPipe _,
          StreamContextPipe _,
          TopPipe _,
          TraceSpansPipe _,
          TraceSummaryPipe _,
          TraceTreePipe _,
          UnionPipe _,
          UniqPipe _,
          UnpackWordsPipe _ ->
          List.of();
    };
  }

  private static List<Filter> list(@Nullable Filter condition) {
    return condition == null ? List.of() : List.of(condition);
  }
}
