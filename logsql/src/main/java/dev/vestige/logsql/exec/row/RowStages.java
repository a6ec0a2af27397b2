package dev.vestige.logsql.exec.row;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.row.PackComputation.Form;
import dev.vestige.logsql.field.FieldPattern;
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
import dev.vestige.logsql.pipe.WriteMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the stages of the pipes that look at one row at a time.
public final class RowStages {
  private final StageContext context;
  private final BlockSink next;

  private RowStages(StageContext context, BlockSink next) {
    this.context = context;
    this.next = next;
  }

  public static BlockSink of(Pipe pipe, StageContext context, BlockSink next) {
    return new RowStages(context, next).stage(pipe);
  }

  private BlockSink stage(Pipe pipe) {
    int workers = context.workers();
    RunContext run = context.run();
    return switch (pipe) {
      case CopyPipe copy -> MovedFieldsStage.copying(copy.mappings(), workers, next);
      case DeletePipe delete -> KeptFieldsStage.dropping(delete.fields(), workers, next);
      case DropEmptyFieldsPipe() -> new DropEmptyStage(next);
      case FieldsPipe fields -> KeptFieldsStage.keeping(fields.fields(), workers, next);
      case FilterPipe filter -> new FilterStage(filter.filter(), context, next);
      case RenamePipe rename -> MovedFieldsStage.renaming(rename.mappings(), workers, next);
      case SamplePipe sample -> new SampleStage(sample.rate(), workers, next);
      case UnrollPipe unroll -> new UnrollStage(unroll, context, next);
      case CollapseNumsPipe collapse -> collapseNums(collapse);
      case DecolorizePipe decolorize ->
          changed(null, decolorize.field(), () -> ValueWriters::withoutColors);
      case HashPipe hash -> derived(hash.field(), hash.resultField(), ValueWriters::hash);
      case JsonArrayLenPipe(String field, String result) ->
          derived(field, result, ValueWriters::arrayLength);
      case LenPipe(String field, String result) -> derived(field, result, ValueWriters::length);
      case ReplacePipe replace ->
          changed(replace.condition(), replace.field(), () -> new ReplaceText(replace));
      case ReplaceRegexpPipe replace -> replaceRegexp(replace);
      case UnpackWordsPipe words ->
          derived(words.from(), words.resultField(), new WordList(words.dropDuplicates()));
      case ExtractPipe extract -> extract(extract);
      case ExtractRegexpPipe extract -> extractRegexp(extract);
      case UnpackJsonPipe unpack -> unpackJson(unpack);
      case UnpackLogfmtPipe unpack -> unpackLogfmt(unpack);
      case UnpackSyslogPipe unpack -> unpackSyslog(unpack);
      case FormatPipe format ->
          computed(format.condition(), format.mode(), () -> FormatComputation.of(format, run));
      case MathPipe math -> math(math);
      case PackJsonPipe pack -> packed(Form.JSON, pack.fields(), pack.resultField());
      case PackLogfmtPipe pack -> packed(Form.LOGFMT, pack.fields(), pack.resultField());
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
          throw new VestigeException(
              ErrorKind.INTERNAL, "a pipe that looks at many rows came to those of one: " + pipe);
    };
  }

  private BlockSink collapseNums(CollapseNumsPipe pipe) {
    return changed(pipe.condition(), pipe.field(), () -> new CollapseNumbers(pipe.prettify()));
  }

  private BlockSink replaceRegexp(ReplaceRegexpPipe pipe) {
    return changed(
        pipe.condition(),
        pipe.field(),
        () -> new ReplaceRegexp(pipe, context.run().cancellation()));
  }

  /// Values that change where they are.
  private BlockSink changed(
      @Nullable Filter condition, String field, Supplier<ValueWriter> writer) {
    return computed(
        condition,
        WriteMode.OVERWRITE,
        () -> new FieldComputation(field, ValueComputation.of(field, writer.get(), context.run())));
  }

  /// @param writer may be used by all workers at once
  private BlockSink derived(String from, String result, ValueWriter writer) {
    return computed(
        null,
        WriteMode.OVERWRITE,
        () -> new FieldComputation(from, ValueComputation.of(result, writer, context.run())));
  }

  private BlockSink extract(ExtractPipe pipe) {
    List<String> names = TemplateExtraction.names(pipe.pattern());
    return extracted(
        pipe.condition(),
        pipe.mode(),
        pipe.from(),
        () -> new TemplateExtraction(pipe.pattern(), names),
        () -> FieldCollector.known(names));
  }

  private BlockSink extractRegexp(ExtractRegexpPipe pipe) {
    List<String> names = RegexpExtraction.names(pipe.pattern());
    return extracted(
        pipe.condition(),
        pipe.mode(),
        pipe.from(),
        () -> new RegexpExtraction(pipe.pattern(), names, context.run().cancellation()),
        () -> FieldCollector.known(names));
  }

  private BlockSink unpackJson(UnpackJsonPipe pipe) {
    return extracted(
        pipe.condition(),
        pipe.mode(),
        pipe.from(),
        JsonExtraction::new,
        () -> FieldCollector.named(pipe.fields(), pipe.resultPrefix()));
  }

  private BlockSink unpackLogfmt(UnpackLogfmtPipe pipe) {
    return extracted(
        pipe.condition(),
        pipe.mode(),
        pipe.from(),
        LogfmtExtraction::new,
        () -> FieldCollector.named(pipe.fields(), pipe.resultPrefix()));
  }

  private BlockSink unpackSyslog(UnpackSyslogPipe pipe) {
    Instant now = Instant.now();
    Long offset = pipe.offsetNanos();
    ZoneId zone = offset == null ? ZoneId.systemDefault() : SyslogTime.zone(offset);
    return extracted(
        pipe.condition(),
        pipe.mode(),
        pipe.from(),
        () -> new SyslogExtraction(new SyslogTime(now, zone)),
        () -> FieldCollector.named(List.of(FieldPattern.ALL), pipe.resultPrefix()));
  }

  private BlockSink extracted(
      @Nullable Filter condition,
      WriteMode mode,
      String from,
      Supplier<Extraction> extraction,
      Supplier<FieldCollector> fields) {
    return computed(
        condition,
        mode,
        () ->
            new FieldComputation(
                from, new ValueComputation(extraction.get(), fields.get(), context.run())));
  }

  private BlockSink math(MathPipe pipe) {
    Instant now = Instant.now();
    double nowNanos = now.getEpochSecond() * 1e9 + now.getNano();
    SplittableRandom random = new SplittableRandom();
    return computed(
        null,
        WriteMode.OVERWRITE,
        () -> new MathComputation(pipe.assignments(), new MathEvaluator(nowNanos, random.split())));
  }

  private BlockSink packed(Form form, List<FieldPattern> fields, String result) {
    return computed(null, WriteMode.OVERWRITE, () -> new PackComputation(form, fields, result));
  }

  private BlockSink computed(
      @Nullable Filter condition, WriteMode mode, Supplier<Computation> computation) {
    return new ComputeStage(condition, mode, computation, context, next);
  }
}
