package dev.vestige.logsql.generate;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.BlockStatsPipe;
import dev.vestige.logsql.pipe.BlocksCountPipe;
import dev.vestige.logsql.pipe.CollapseNumsPipe;
import dev.vestige.logsql.pipe.CopyPipe;
import dev.vestige.logsql.pipe.DecolorizePipe;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.DropEmptyFieldsPipe;
import dev.vestige.logsql.pipe.ExtractPipe;
import dev.vestige.logsql.pipe.ExtractRegexpPipe;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.FieldMapping;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.FormatPipe;
import dev.vestige.logsql.pipe.HashPipe;
import dev.vestige.logsql.pipe.JoinKind;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.JsonArrayLenPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.LenPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.PackJsonPipe;
import dev.vestige.logsql.pipe.PackLogfmtPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.RenamePipe;
import dev.vestige.logsql.pipe.ReplacePipe;
import dev.vestige.logsql.pipe.ReplaceRegexpPipe;
import dev.vestige.logsql.pipe.ResultNames;
import dev.vestige.logsql.pipe.SamplePipe;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.TraceSummaryPipe;
import dev.vestige.logsql.pipe.TraceTreePipe;
import dev.vestige.logsql.pipe.TraceWherePipe;
import dev.vestige.logsql.pipe.TraceWherePipe.Kept;
import dev.vestige.logsql.pipe.TraceWherePipe.Relation;
import dev.vestige.logsql.pipe.TraceWherePipe.Step;
import dev.vestige.logsql.pipe.UnionPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import dev.vestige.logsql.pipe.UnpackJsonPipe;
import dev.vestige.logsql.pipe.UnpackLogfmtPipe;
import dev.vestige.logsql.pipe.UnpackSyslogPipe;
import dev.vestige.logsql.pipe.UnpackWordsPipe;
import dev.vestige.logsql.pipe.UnrollPipe;
import dev.vestige.logsql.pipe.WriteMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Random pipes, `stream_context` excepted, which may only come first.
final class PipeGenerator {
  private static final List<String> TEMPLATES =
      List.of("<a>", "x=<b> y", "<uc:c>-<:d:e>", "a &lt; <_>;<f>\"\\", "<q:g>\n<h>");

  private final QueryGenerator queries;
  private final Choice choice;
  private final StatsGenerator stats;
  private final MathGenerator math;

  PipeGenerator(QueryGenerator queries) {
    this.queries = queries;
    this.choice = queries.choice();
    this.stats = new StatsGenerator(queries);
    this.math = new MathGenerator(queries);
  }

  Pipe pipe(int depth) {
    return switch (choice.below(10)) {
      case 0, 1 -> stats.pipe(depth);
      case 2 -> math.pipe();
      case 3, 4 -> selection(depth);
      case 5 -> sorting();
      case 6, 7 -> transform(depth);
      case 8 -> ofTraces(depth);
      default -> unpack(depth);
    };
  }

  private Pipe selection(int depth) {
    return switch (choice.below(16)) {
      case 0 -> new BlockStatsPipe();
      case 1 -> new BlocksCountPipe(queries.field());
      case 2 -> new CopyPipe(choice.list(1, 3, this::mapping));
      case 3 -> new RenamePipe(choice.list(1, 3, this::mapping));
      case 4 -> new DeletePipe(queries.patterns());
      case 5 -> new FieldsPipe(queries.patterns());
      case 6 -> new DropEmptyFieldsPipe();
      case 7 -> facets();
      case 8 -> new FieldNamesPipe(queries.field());
      case 9 -> new FieldValuesPipe(queries.field(), choice.below(3));
      case 10 -> new FilterPipe(queries.someFilter(depth));
      case 11 -> QueryGenerator.isDeep(depth) ? new LimitPipe(3) : join(depth);
      case 12 ->
          QueryGenerator.isDeep(depth) ? new LimitPipe(4) : new UnionPipe(queries.query(depth + 1));
      case 13 -> new LimitPipe(choice.below(20));
      case 14 -> new OffsetPipe(choice.below(20));
      default -> new SamplePipe(1 + choice.below(5));
    };
  }

  private FieldMapping mapping() {
    if (choice.oneIn(4)) {
      return new FieldMapping(
          FieldPattern.startingWith(choice.oneIn(3) ? "" : queries.field()),
          FieldPattern.startingWith(choice.oneIn(3) ? "" : queries.field()));
    }
    return new FieldMapping(
        FieldPattern.exactly(queries.field()), FieldPattern.exactly(queries.field()));
  }

  private Pipe facets() {
    return new FacetsPipe(
        1 + choice.below(12), 1 + choice.below(2000), 1 + choice.below(200), choice.oneIn(2));
  }

  private Pipe join(int depth) {
    JoinKind kind = choice.of(List.of(JoinKind.values()));
    return new JoinPipe(queries.fields(), queries.query(depth + 1), kind, queries.value());
  }

  private Pipe sorting() {
    List<SortField> by = choice.list(0, 3, this::sortField);
    List<String> partition = choice.oneIn(3) ? queries.fields() : List.of();
    return switch (choice.below(5)) {
      case 0 -> sort(by, partition);
      case 1 -> new FirstPipe(1 + choice.below(5), by, partition, rank());
      case 2 -> new LastPipe(1 + choice.below(5), by, partition, rank());
      case 3 -> top();
      default -> new UniqPipe(queries.fields(), choice.oneIn(2), choice.below(4));
    };
  }

  private SortField sortField() {
    return new SortField(queries.field(), choice.of(List.of(Direction.values())));
  }

  private Pipe sort(List<SortField> by, List<String> partition) {
    Direction wholeRows =
        by.isEmpty() && choice.oneIn(2) ? Direction.DESCENDING : Direction.ASCENDING;
    long limit = partition.isEmpty() ? choice.below(4) : 1 + choice.below(4);
    return new SortPipe(by, wholeRows, partition, choice.below(3), limit, rank());
  }

  private @Nullable String rank() {
    return choice.oneIn(3) ? queries.field() : null;
  }

  private Pipe top() {
    List<String> by = queries.fields();
    String rank = choice.oneIn(2) ? ResultNames.distinctFrom(queries.field(), by) : null;
    return new TopPipe(
        1 + choice.below(20), by, ResultNames.distinctFrom(queries.field(), by), rank);
  }

  private Pipe transform(int depth) {
    return switch (choice.below(10)) {
      case 0 -> new CollapseNumsPipe(queries.condition(depth), queries.field(), choice.oneIn(2));
      case 1 -> new DecolorizePipe(queries.field());
      case 2 -> extract(depth);
      case 3 -> extractRegexp(depth);
      case 4 -> format(depth);
      case 5 -> new HashPipe(queries.field(), queries.field());
      case 6 -> new LenPipe(queries.field(), queries.field());
      case 7 -> new JsonArrayLenPipe(queries.field(), queries.field());
      case 8 ->
          new ReplacePipe(
              queries.condition(depth),
              queries.value(),
              queries.value(),
              queries.field(),
              choice.below(3));
      default ->
          new ReplaceRegexpPipe(
              queries.condition(depth),
              choice.of(queries.vocabulary().patterns()),
              queries.value(),
              queries.field(),
              choice.below(3));
    };
  }

  private Pipe extract(int depth) {
    ExtractPipe parsed = (ExtractPipe) first("extract '" + escaped(choice.of(TEMPLATES)) + "'");
    return new ExtractPipe(queries.condition(depth), parsed.pattern(), queries.field(), mode());
  }

  private Pipe extractRegexp(int depth) {
    String pattern = "(?P<x>" + choice.of(queries.vocabulary().patterns()) + ")";
    return new ExtractRegexpPipe(queries.condition(depth), pattern, queries.field(), mode());
  }

  private Pipe format(int depth) {
    FormatPipe parsed = (FormatPipe) first("format '" + escaped(choice.of(TEMPLATES)) + "'");
    return new FormatPipe(queries.condition(depth), parsed.pattern(), queries.field(), mode());
  }

  private Pipe first(String pipe) {
    return queries.parsedQuery("* | " + pipe).pipes().getFirst();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\");
  }

  private WriteMode mode() {
    return choice.of(List.of(WriteMode.values()));
  }

  private Pipe ofTraces(int depth) {
    return switch (choice.below(5)) {
      case 0 -> new TraceSpansPipe();
      case 1 -> new TraceTreePipe();
      case 2 -> new TraceSummaryPipe();
      default -> where(depth);
    };
  }

  private Pipe where(int depth) {
    List<Step> more =
        choice.list(
            0, 3, () -> new Step(choice.of(List.of(Relation.values())), queries.someFilter(depth)));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Relation.ANYWHERE, queries.someFilter(depth)));
    steps.addAll(more);
    return new TraceWherePipe(steps, choice.of(List.of(Kept.values())));
  }

  private Pipe unpack(int depth) {
    return switch (choice.below(7)) {
      case 0 -> new PackJsonPipe(queries.patternsOrAll(), queries.field());
      case 1 -> new PackLogfmtPipe(queries.patternsOrAll(), queries.field());
      case 2 ->
          new UnpackJsonPipe(
              queries.condition(depth),
              queries.field(),
              queries.patternsOrAll(),
              queries.value(),
              mode());
      case 3 ->
          new UnpackLogfmtPipe(
              queries.condition(depth),
              queries.field(),
              queries.patternsOrAll(),
              queries.value(),
              mode());
      case 4 -> syslog(depth);
      case 5 -> new UnpackWordsPipe(queries.field(), queries.field(), choice.oneIn(2));
      default -> new UnrollPipe(queries.condition(depth), queries.fields());
    };
  }

  private Pipe syslog(int depth) {
    Long offset = choice.oneIn(2) ? (choice.below(100) - 50) * 60_000_000_001L : null;
    WriteMode mode = choice.oneIn(2) ? WriteMode.OVERWRITE : WriteMode.KEEP_ORIGINAL_FIELDS;
    return new UnpackSyslogPipe(
        queries.condition(depth), queries.field(), offset, queries.value(), mode);
  }
}
