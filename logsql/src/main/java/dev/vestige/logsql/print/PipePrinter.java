package dev.vestige.logsql.print;

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

/// Pipes: one line per kind, the longer ones elsewhere.
final class PipePrinter {
  private PipePrinter() {}

  static void pipe(Printer out, Pipe pipe) {
    switch (pipe) {
      case BlockStatsPipe _ -> out.text("block_stats");
      case BlocksCountPipe count -> SelectionPrinter.blocksCount(out, count);
      case CollapseNumsPipe collapse -> TransformPrinter.collapseNums(out, collapse);
      case CopyPipe copy -> SelectionPrinter.mappings(out, "copy ", copy.mappings());
      case DecolorizePipe decolorize -> TransformPrinter.decolorize(out, decolorize);
      case DeletePipe delete -> SelectionPrinter.fields(out, "delete ", delete.fields());
      case DropEmptyFieldsPipe _ -> out.text("drop_empty_fields");
      case ExtractPipe extract -> TransformPrinter.extract(out, extract);
      case ExtractRegexpPipe extract -> TransformPrinter.extractRegexp(out, extract);
      case FacetsPipe facets -> SelectionPrinter.facets(out, facets);
      case FieldNamesPipe names -> SelectionPrinter.fieldNames(out, names);
      case FieldValuesPipe values -> SelectionPrinter.fieldValues(out, values);
      case FieldsPipe fields -> SelectionPrinter.fields(out, "fields ", fields.fields());
      case FilterPipe filter -> out.text("filter ").filter(filter.filter());
      case FirstPipe first -> SortPrinter.first(out, first);
      case FormatPipe format -> TransformPrinter.format(out, format);
      case HashPipe hash -> TransformPrinter.call(out, "hash", hash.field(), hash.resultField());
      case JoinPipe join -> SelectionPrinter.join(out, join);
      case JsonArrayLenPipe len ->
          TransformPrinter.call(out, "json_array_len", len.field(), len.resultField());
      case LastPipe last -> SortPrinter.last(out, last);
      case LenPipe len -> TransformPrinter.call(out, "len", len.field(), len.resultField());
      case LimitPipe limit -> out.text("limit ").number(limit.count());
      case MathPipe math -> TransformPrinter.math(out, math);
      case OffsetPipe offset -> out.text("offset ").number(offset.count());
      case PackJsonPipe pack ->
          UnpackPrinter.pack(out, "pack_json", pack.fields(), pack.resultField());
      case PackLogfmtPipe pack ->
          UnpackPrinter.pack(out, "pack_logfmt", pack.fields(), pack.resultField());
      case RenamePipe rename -> SelectionPrinter.mappings(out, "rename ", rename.mappings());
      case ReplacePipe replace -> TransformPrinter.replace(out, replace);
      case ReplaceRegexpPipe replace -> TransformPrinter.replaceRegexp(out, replace);
      case SamplePipe sample -> out.text("sample ").number(sample.rate());
      case SortPipe sort -> SortPrinter.sort(out, sort);
      case StatsPipe stats -> StatsPrinter.pipe(out, stats);
      case StreamContextPipe context -> SelectionPrinter.streamContext(out, context);
      case TopPipe top -> SortPrinter.top(out, top);
      case TraceSpansPipe _ -> out.text("trace_spans");
      case TraceSummaryPipe _ -> out.text("trace_summary");
      case TraceTreePipe _ -> out.text("trace_tree");
      case TraceWherePipe where -> TracePrinter.where(out, where);
      case UnionPipe union -> out.text("union (").query(union.query()).text(")");
      case UniqPipe uniq -> SortPrinter.uniq(out, uniq);
      case UnpackJsonPipe unpack -> UnpackPrinter.json(out, unpack);
      case UnpackLogfmtPipe unpack -> UnpackPrinter.logfmt(out, unpack);
      case UnpackSyslogPipe unpack -> UnpackPrinter.syslog(out, unpack);
      case UnpackWordsPipe unpack -> UnpackPrinter.words(out, unpack);
      case UnrollPipe unroll -> UnpackPrinter.unroll(out, unroll);
    }
  }
}
