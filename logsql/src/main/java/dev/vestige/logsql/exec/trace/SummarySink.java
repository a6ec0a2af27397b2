package dev.vestige.logsql.exec.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.value.IdSet;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.SpanFields;
import dev.vestige.logsql.pipe.TraceSummaryPipe;
import dev.vestige.logsql.trace.SpanTree;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `trace_summary`: a row per trace.
final class SummarySink implements TraceSink {
  private final BlockSink next;
  private final boolean needsShape;
  private final long[] high = new long[Limits.BLOCK_ROWS_MAX];
  private final long[] low = new long[Limits.BLOCK_ROWS_MAX];
  private final List<NumberColumn> numbers = new ArrayList<>();
  private final NumberColumn time = column(FieldNames.TIME, NumberFormat.TIME);
  private final NumberColumn start = column(SpanFields.START, NumberFormat.UNSIGNED);
  private final NumberColumn end = column(SpanFields.END, NumberFormat.UNSIGNED);
  private final NumberColumn duration = column(SpanFields.DURATION, NumberFormat.DECIMAL);
  private final NumberColumn spans = column(TraceSummaryPipe.SPANS, NumberFormat.DECIMAL);
  private final NumberColumn errors = column(TraceSummaryPipe.ERRORS, NumberFormat.DECIMAL);
  private final NumberColumn services = column(TraceSummaryPipe.SERVICES, NumberFormat.DECIMAL);
  private final NumberColumn depth = column(TraceSummaryPipe.DEPTH, NumberFormat.DECIMAL);
  private final NumberColumn orphans = column(TraceSummaryPipe.ORPHANS, NumberFormat.DECIMAL);
  private final TextsBuilder rootServices = new TextsBuilder(Limits.BLOCK_ROWS_MAX);
  private final TextsBuilder rootNames = new TextsBuilder(Limits.BLOCK_ROWS_MAX);
  private final TextsBuilder shapes = new TextsBuilder(Limits.BLOCK_ROWS_MAX);
  private int rows;
  private boolean more = true;

  /// A field that is a number.
  private static final class NumberColumn {
    private final String field;
    private final NumberFormat format;
    private final long[] values = new long[Limits.BLOCK_ROWS_MAX];

    NumberColumn(String field, NumberFormat format) {
      this.field = field;
      this.format = format;
    }

    ColumnVector build(int rows) {
      return new ColumnVector.Longs(Arrays.copyOf(values, rows), null, rows, format);
    }
  }

  /// @param needed the fields that are read behind the pipe
  SummarySink(FieldSet needed, BlockSink next) {
    this.next = next;
    this.needsShape = needed.contains(TraceSummaryPipe.SHAPE);
  }

  private NumberColumn column(String field, NumberFormat format) {
    NumberColumn column = new NumberColumn(field, format);
    numbers.add(column);
    return column;
  }

  @Override
  public boolean accept(HeldTrace trace) {
    SpanTree tree = trace.tree();
    high[rows] = trace.id().high();
    low[rows] = trace.id().low();
    count(trace);
    long startNanos = tree.spans().startNanos(0);
    start.values[rows] = startNanos;
    time.values[rows] = end.values[rows];
    duration.values[rows] = end.values[rows] - startNanos;
    spans.values[rows] = trace.size();
    endRow(rootServices, trace.service(tree.root()));
    endRow(rootNames, trace.name(tree.root()));
    if (needsShape) {
      TraceShape.append(trace, shapes.text());
    }
    shapes.endRow();
    if (++rows == Limits.BLOCK_ROWS_MAX) {
      flush();
    }
    return more;
  }

  private void count(HeldTrace trace) {
    SpanTree tree = trace.tree();
    long endNanos = Long.MIN_VALUE;
    long errorCount = 0;
    long levels = 0;
    long orphanCount = 0;
    IdSet names = new IdSet();
    for (int span = 0; span < trace.size(); span++) {
      endNanos = Math.max(endNanos, tree.spans().endNanos(span));
      errorCount += trace.isError(span) ? 1 : 0;
      levels = Math.max(levels, tree.depth(span) + 1L);
      orphanCount += tree.isOrphan(span) ? 1 : 0;
      if (!trace.service(span).isEmpty()) {
        names.add(0, trace.serviceNumber(span));
      }
    }
    end.values[rows] = endNanos;
    errors.values[rows] = errorCount;
    services.values[rows] = names.size();
    depth.values[rows] = levels;
    orphans.values[rows] = orphanCount;
  }

  private static void endRow(TextsBuilder builder, ByteSlice text) {
    ByteSink out = builder.text();
    out.putBytes(text.array(), text.offset(), text.length());
    builder.endRow();
  }

  @Override
  public void flush() {
    if (rows == 0) {
      return;
    }
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    columns.put(
        SpanFields.TRACE_ID,
        new ColumnVector.Ids(
            Arrays.copyOf(high, rows), Arrays.copyOf(low, rows), rows, IdFormat.HEX_16));
    for (NumberColumn number : numbers) {
      columns.put(number.field, number.build(rows));
    }
    columns.put(TraceSummaryPipe.ROOT_SERVICE, rootServices.build());
    columns.put(TraceSummaryPipe.ROOT_NAME, rootNames.build());
    columns.put(TraceSummaryPipe.SHAPE, shapes.build());
    more = more && next.accept(new ColumnsView(rows, columns), 0);
    rows = 0;
  }
}
