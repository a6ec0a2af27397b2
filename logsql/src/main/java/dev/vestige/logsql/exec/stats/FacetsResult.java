package dev.vestige.logsql.exec.stats;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.stats.group.Grouper;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Turns the values of fields into rows, a block per field: the most frequent ones, or all of them
/// for another node to merge. Of those a row without a field tells the number of all rows, and a
/// row without hits that the field has too many or too long values.
///
/// @param dropped fields with too many values
/// @param rows how many rows there were
record FacetsResult(
    FacetsPipe pipe, Map<String, HitsWorker> fields, Set<String> dropped, long rows) {
  static final String FIELD = "field_name";
  static final String VALUE = "field_value";
  static final String HITS = "hits";

  void send(RunContext run, BlockSink next) {
    boolean isState = pipe.output() == StatsOutput.STATES;
    if (isState && rows > 0) {
      next.accept(block("", new ColumnVector.Constant(1, ByteSlice.EMPTY), new long[] {rows}), 0);
      dropped.forEach(field -> sendDropped(field, next));
    }
    for (Map.Entry<String, HitsWorker> field : fields.entrySet()) {
      run.cancellation().check();
      if (!dropped.contains(field.getKey())
          && !(isState
              ? sendState(field.getKey(), field.getValue(), next)
              : sendTop(field.getKey(), field.getValue(), next))) {
        break;
      }
    }
  }

  private static void sendDropped(String field, BlockSink next) {
    next.accept(block(field, new ColumnVector.Constant(1, ByteSlice.EMPTY), new long[1]), 0);
  }

  private boolean sendState(String field, HitsWorker values, BlockSink next) {
    int[] filled = filled(values.tuples());
    if (filled.length == 0) {
      return true;
    }
    if (filled.length > pipe.maxValuesPerField() || hasTooLong(values, filled)) {
      sendDropped(field, next);
      return true;
    }
    return next.accept(block(field, values, filled), 0);
  }

  private boolean sendTop(String field, HitsWorker values, BlockSink next) {
    int[] filled = filled(values.tuples());
    boolean isConstant = filled.length == 1 && values.hits(filled[0]) == rows;
    if (filled.length == 0
        || filled.length > pipe.maxValuesPerField()
        || (isConstant && !pipe.keepConstantFields())
        || hasTooLong(values, filled)) {
      return true;
    }
    return next.accept(
        block(field, values, new TopTuples(values, 1).find(filled, pipe.limit())), 0);
  }

  private static ColumnsView block(String field, HitsWorker values, int[] chosen) {
    long[] hits = new long[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      hits[i] = values.hits(chosen[i]);
    }
    return block(field, values.tuples().column(0, chosen, chosen.length), hits);
  }

  private static ColumnsView block(String field, ColumnVector values, long[] hits) {
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    columns.put(FIELD, new ColumnVector.Constant(hits.length, ByteSlice.utf8(field)));
    columns.put(VALUE, values);
    columns.put(HITS, new ColumnVector.Longs(hits, null, hits.length, NumberFormat.DECIMAL));
    return new ColumnsView(hits.length, columns);
  }

  /// All but number 0, the empty value.
  private static int[] filled(Grouper values) {
    int[] filled = new int[Math.max(0, values.size() - 1)];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = i + 1;
    }
    return filled;
  }

  private boolean hasTooLong(HitsWorker values, int[] filled) {
    ByteSink text = new ByteSink();
    for (int value : filled) {
      text.clear();
      values.tuples().appendText(value, 0, text);
      if (text.position() > pipe.maxValueLength()) {
        return true;
      }
    }
    return false;
  }
}
