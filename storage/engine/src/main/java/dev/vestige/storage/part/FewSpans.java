package dev.vestige.storage.part;

import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.Arrays;

/// Times and ids of a few rows of a block, decoded at these rows only. Confined to one thread, good
/// for one visit.
final class FewSpans {
  private static final int[] NONE = {};

  private final BlockColumns columns;
  private final FewColumns values;
  private final int[] rows;
  private int[] traces = NONE;
  private long[] starts = {};
  private long[] durations = {};

  /// `rows` are rising, at least one, and those of `values`.
  FewSpans(BlockColumns columns, FewColumns values, int[] rows) {
    this.columns = columns;
    this.values = values;
    this.rows = rows;
  }

  ColumnVector traceIds() {
    BlockTraces known = columns.traces();
    int[] traceOf = traces();
    long[] high = new long[rows.length];
    long[] low = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      high[i] = known.high[traceOf[i]];
      low[i] = known.low[traceOf[i]];
    }
    return new ColumnVector.Ids(high, low, rows.length, IdFormat.HEX_16);
  }

  ColumnVector spanIds() {
    long[] ids = spanLongs(Fields.SPAN_ID, rows);
    return new ColumnVector.Ids(ids, ids, rows.length, IdFormat.HEX_8);
  }

  /// As [SpanIds#parents].
  ColumnVector parentIds() {
    BlockTraces known = columns.traces();
    int[] traceOf = traces();
    long[] places = spanLongs(Fields.PARENT, rows);
    int[] parentRows = new int[rows.length];
    boolean someElsewhere = false;
    for (int i = 0; i < rows.length; i++) {
      int first = known.row[traceOf[i]];
      if (places[i] > known.row[traceOf[i] + 1] - first) {
        throw columns.corrupt("parent " + places[i] + " of row " + rows[i]);
      }
      parentRows[i] = places[i] > 0 ? first + (int) places[i] - 1 : -1;
      someElsewhere |= places[i] == PartFormat.PARENT_ELSEWHERE;
    }
    long[] parents = spanLongs(Fields.SPAN_ID, parentRows);
    if (someElsewhere) {
      addElsewhere(places, parents);
    }
    return new ColumnVector.Ids(parents, parents, rows.length, IdFormat.HEX_8);
  }

  private void addElsewhere(long[] places, long[] parents) {
    long[] elsewhere = values.numbers(ColumnId.field(ColumnId.Domain.SPANS, Fields.PARENT_ID));
    for (int i = 0; i < rows.length; i++) {
      if (places[i] == PartFormat.PARENT_ELSEWHERE) {
        parents[i] = elsewhere[i];
      }
    }
  }

  ColumnVector startTimes() {
    return longs(starts(), NumberFormat.UNSIGNED);
  }

  /// End times.
  ColumnVector endTimes(NumberFormat format) {
    long[] ends = starts().clone();
    for (int i = 0; i < ends.length; i++) {
      ends[i] += storedDurations()[i];
    }
    return longs(ends, format);
  }

  /// As [SpanIds#durations].
  ColumnVector durations() {
    long[] checked = storedDurations().clone();
    for (int i = 0; i < checked.length; i++) {
      long start = starts()[i];
      if (Long.compareUnsigned(start + checked[i], start) < 0) {
        checked[i] = 0;
      }
    }
    return longs(checked, NumberFormat.DECIMAL);
  }

  /// Start times of the rows; nobody changes them.
  long[] starts() {
    if (starts.length == 0) {
      BlockTraces known = columns.traces();
      int[] traceOf = traces();
      starts = spanLongs(Fields.START, rows);
      for (int i = 0; i < rows.length; i++) {
        starts[i] += known.start[traceOf[i]];
      }
    }
    return starts;
  }

  private long[] storedDurations() {
    if (durations.length == 0) {
      durations = spanLongs(Fields.DURATION, rows);
    }
    return durations;
  }

  /// The number of each row's trace.
  private int[] traces() {
    if (traces.length == 0) {
      BlockTraces known = columns.traces();
      traces = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        int at = Arrays.binarySearch(known.row, 0, known.count + 1, rows[i]);
        traces[i] = at < 0 ? -at - 2 : at;
      }
    }
    return traces;
  }

  private long[] spanLongs(String field, int[] places) {
    return columns.longsAt(ColumnId.field(ColumnId.Domain.SPANS, field), columns.rows(), places);
  }

  private ColumnVector longs(long[] numbers, NumberFormat format) {
    return new ColumnVector.Longs(numbers, null, rows.length, format);
  }
}
