package dev.vestige.logsql.analyze;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
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

/// Which fields must be there in front of a pipe so that those needed behind it come out right. The
/// answer may hold more fields than that, never fewer.
public final class NeededFields {
  private NeededFields() {}

  /// The fields of stored rows that the pipes of a query read or return. Those that only its filter
  /// looks at are not among them.
  public static FieldSet byPipes(Query query) {
    return byPipes(query, FieldSet.ALL);
  }

  /// The same where only some fields of the answer are wanted.
  public static FieldSet byPipes(Query query, FieldSet wanted) {
    return behind(query, 0, wanted);
  }

  /// The fields needed behind the first pipes of a query, so many of them.
  public static FieldSet behind(Query query, int pipes, FieldSet wanted) {
    FieldSet needed = wanted;
    for (int number = query.pipes().size() - 1; number >= pipes; number--) {
      needed = before(query, number, needed);
    }
    return needed;
  }

  /// The fields needed in front of the pipe with this number when `after` are needed behind it.
  private static FieldSet before(Query query, int number, FieldSet after) {
    boolean readsTwice = SecondReading.isPossible(query, number);
    return before(query.pipes().get(number), readsTwice ? FieldSet.NONE : after);
  }

  /// The fields needed in front of `pipe` when `after` are needed behind it.
  public static FieldSet before(Pipe pipe, FieldSet after) {
    return switch (pipe) {
      case BlockStatsPipe _, DropEmptyFieldsPipe _, FacetsPipe _, FieldNamesPipe _ -> FieldSet.ALL;
      case BlocksCountPipe _ -> FieldSet.NONE;
      case FieldValuesPipe values -> FieldSet.ofNames(List.of(values.field()));
      case LimitPipe _, OffsetPipe _, SamplePipe _, UnionPipe _ -> after;
      case CopyPipe copy -> FieldMoves.beforeCopy(copy, after);
      case RenamePipe rename -> FieldMoves.beforeRename(rename, after);
      case DeletePipe delete -> after.minus(delete.fields());
      case FieldsPipe fields -> after.intersect(fields.fields());
      case FilterPipe filter -> after.plusNames(FilterFields.of(filter.filter()));
      case FirstPipe first -> SortNeeds.before(first.toSort(), after);
      case LastPipe last -> SortNeeds.before(last.toSort(), after);
      case SortPipe sort -> SortNeeds.before(sort, after);
      case TopPipe top -> FieldSet.ofNames(top.by());
      case UniqPipe uniq -> FieldSet.ofNames(uniq.by());
      case StatsPipe stats -> StatsNeeds.before(stats);
      case JoinPipe join -> after.plusNames(join.by());
      case StreamContextPipe _ ->
          after.plusNames(List.of(FieldNames.TIME, FieldNames.STREAM, FieldNames.STREAM_ID));
      case TraceSpansPipe _, TraceSummaryPipe _, TraceTreePipe _, TraceWherePipe _ ->
          TraceNeeds.before(pipe, after);
      case MathPipe math -> FieldMoves.beforeMath(math, after);
      case CollapseNumsPipe collapse ->
          RowNeeds.inPlace(after, collapse.field(), collapse.condition());
      case DecolorizePipe _ -> after;
      case ReplacePipe replace -> RowNeeds.inPlace(after, replace.field(), replace.condition());
      case ReplaceRegexpPipe replace ->
          RowNeeds.inPlace(after, replace.field(), replace.condition());
      case ExtractPipe extract -> RowNeeds.beforeExtract(extract, after);
      case ExtractRegexpPipe extract ->
          RowNeeds.unpacked(after, extract.from(), extract.condition());
      case FormatPipe format -> RowNeeds.beforeFormat(format, after);
      case HashPipe hash -> RowNeeds.computed(after, hash.resultField(), hash.field());
      case LenPipe len -> RowNeeds.computed(after, len.resultField(), len.field());
      case JsonArrayLenPipe len -> RowNeeds.computed(after, len.resultField(), len.field());
      case UnpackWordsPipe words -> RowNeeds.computed(after, words.resultField(), words.from());
      case PackJsonPipe pack -> packed(after, pack.resultField(), pack.fields());
      case PackLogfmtPipe pack -> packed(after, pack.resultField(), pack.fields());
      case UnpackJsonPipe unpack -> RowNeeds.unpacked(after, unpack.from(), unpack.condition());
      case UnpackLogfmtPipe unpack -> RowNeeds.unpacked(after, unpack.from(), unpack.condition());
      case UnpackSyslogPipe unpack -> RowNeeds.unpacked(after, unpack.from(), unpack.condition());
      case UnrollPipe unroll ->
          RowNeeds.withCondition(after.plusNames(unroll.by()), unroll.condition());
    };
  }

  private static FieldSet packed(FieldSet after, String result, List<FieldPattern> fields) {
    return after.contains(result) ? after.minusNames(List.of(result)).plus(fields) : after;
  }
}
