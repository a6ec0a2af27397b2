package dev.vestige.logsql.print;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.BlocksCountPipe;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.FieldMapping;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.logsql.pipe.JoinKind;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.logsql.value.Durations;
import java.util.List;

/// Pipes that pick fields, rows or other rows.
final class SelectionPrinter {
  private SelectionPrinter() {}

  static void fields(Printer out, String name, List<FieldPattern> fields) {
    out.text(name);
    Lists.patterns(out, fields);
  }

  static void mappings(Printer out, String name, List<FieldMapping> mappings) {
    out.text(name);
    Lists.separated(
        out,
        mappings,
        ", ",
        mapping ->
            out.text(Quoting.pattern(mapping.from()))
                .text(" as ")
                .text(Quoting.pattern(mapping.to())));
  }

  static void blocksCount(Printer out, BlocksCountPipe count) {
    out.text("blocks_count");
    if (!count.resultField().equals(BlocksCountPipe.DEFAULT_RESULT)) {
      out.text(" as ").token(count.resultField());
    }
  }

  static void fieldNames(Printer out, FieldNamesPipe names) {
    out.text("field_names");
    if (!names.resultField().equals(FieldNamesPipe.DEFAULT_RESULT)) {
      out.text(" as ").token(names.resultField());
    }
  }

  static void fieldValues(Printer out, FieldValuesPipe values) {
    out.text("field_values ").token(values.field());
    if (values.limit() > 0) {
      out.text(" limit ").number(values.limit());
    }
  }

  static void facets(Printer out, FacetsPipe facets) {
    out.text(facets.output() == StatsOutput.STATES ? "facets_remote" : "facets");
    if (facets.limit() != FacetsPipe.DEFAULT_LIMIT) {
      out.text(" ").number(facets.limit());
    }
    if (facets.maxValuesPerField() != FacetsPipe.DEFAULT_MAX_VALUES_PER_FIELD) {
      out.text(" max_values_per_field ").number(facets.maxValuesPerField());
    }
    if (facets.maxValueLength() != FacetsPipe.DEFAULT_MAX_VALUE_LENGTH) {
      out.text(" max_value_len ").number(facets.maxValueLength());
    }
    if (facets.keepConstantFields()) {
      out.text(" keep_const_fields");
    }
  }

  static void join(Printer out, JoinPipe join) {
    out.text("join by (");
    Lists.names(out, join.by());
    out.text(") (").query(join.query()).text(")");
    if (join.kind() == JoinKind.INNER) {
      out.text(" inner");
    }
    if (!join.prefix().isEmpty()) {
      out.text(" prefix ").token(join.prefix());
    }
  }

  static void streamContext(Printer out, StreamContextPipe context) {
    out.text("stream_context");
    if (context.before() > 0 || context.after() == 0) {
      out.text(" before ").number(context.before());
    }
    if (context.after() > 0) {
      out.text(" after ").number(context.after());
    }
    if (context.windowNanos() != StreamContextPipe.DEFAULT_WINDOW_NANOS) {
      out.text(" time_window ").text(Durations.format(context.windowNanos()));
    }
  }
}
