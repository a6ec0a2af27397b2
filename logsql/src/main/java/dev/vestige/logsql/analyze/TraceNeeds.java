package dev.vestige.logsql.analyze;

import dev.vestige.logsql.field.SpanFields;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.TraceSummaryPipe;
import dev.vestige.logsql.pipe.TraceTreePipe;
import dev.vestige.logsql.pipe.TraceWherePipe;
import java.util.List;

/// What pipes need that look at whole traces.
public final class TraceNeeds {
  /// What a tree is made of.
  private static final List<String> TREE =
      List.of(
          SpanFields.TRACE_ID,
          SpanFields.SPAN_ID,
          SpanFields.PARENT_SPAN_ID,
          SpanFields.START,
          SpanFields.END);

  private static final List<String> LABELS = List.of(SpanFields.SERVICE, SpanFields.NAME);

  private TraceNeeds() {}

  static FieldSet before(Pipe pipe, FieldSet after) {
    return switch (pipe) {
      case TraceSpansPipe _ -> FieldSet.ofNames(List.of(SpanFields.TRACE_ID));
      case TraceSummaryPipe _ ->
          FieldSet.ofNames(TREE).plusNames(LABELS).plusNames(List.of(SpanFields.STATUS_CODE));
      case TraceTreePipe _ -> {
        FieldSet rest = after.minusNames(TraceTreePipe.FIELDS).plusNames(TREE);
        yield needsLabels(after) ? rest.plusNames(LABELS) : rest;
      }
      case TraceWherePipe where -> {
        FieldSet needed = after.plusNames(TREE);
        for (Filter filter : Conditions.of(where)) {
          needed = needed.plusNames(FilterFields.of(filter));
        }
        yield needed;
      }
      default -> FieldSet.ALL;
    };
  }

  /// Whether a pipe looks at whole traces.
  public static boolean isOfTraces(Pipe pipe) {
    return pipe instanceof TraceSpansPipe
        || pipe instanceof TraceSummaryPipe
        || pipe instanceof TraceTreePipe
        || pipe instanceof TraceWherePipe;
  }

  /// Whether a tree has to know the names of services and spans when these fields are needed behind
  /// it.
  public static boolean needsLabels(FieldSet after) {
    return after.contains(TraceTreePipe.PARENT_SERVICE)
        || after.contains(TraceTreePipe.PARENT_NAME)
        || after.contains(TraceTreePipe.ROOT_SERVICE)
        || after.contains(TraceTreePipe.ROOT_NAME)
        || after.contains(TraceTreePipe.PATH);
  }
}
