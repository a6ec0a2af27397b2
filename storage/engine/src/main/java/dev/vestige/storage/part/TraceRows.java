package dev.vestige.storage.part;

import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;

/// Which rows of a block or batch are of which trace. Immutable.
final class TraceRows {
  private final long[] high;
  private final long[] low;
  private final int[] first;
  private final int[] rows;

  /// Trace t has the rows `rows[first[t]] … rows[first[t + 1] - 1]`; without `rows`, those numbers
  /// themselves.
  private TraceRows(long[] high, long[] low, int[] first, int[] rows) {
    this.high = high;
    this.low = low;
    this.first = first;
    this.rows = rows;
  }

  /// The traces of a block with rows from `from` to before `to`, where a tenant's traces end.
  static TraceRows of(BlockTraces traces, int from, int to) {
    int begin = 0;
    while (begin < traces.count && traces.row[begin] < from) {
      begin++;
    }
    int end = begin;
    while (end < traces.count && traces.row[end] < to) {
      end++;
    }
    return new TraceRows(
        java.util.Arrays.copyOfRange(traces.high, begin, end),
        java.util.Arrays.copyOfRange(traces.low, begin, end),
        java.util.Arrays.copyOfRange(traces.row, begin, end + 1),
        new int[0]);
  }

  static TraceRows of(SpanBatch batch) {
    TraceIndex index = new TraceIndex();
    int[] traceOfRow = new int[batch.size()];
    for (int row = 0; row < batch.size(); row++) {
      traceOfRow[row] = index.add(0, batch.traceIdHigh(row), batch.traceIdLow(row), 0);
    }
    int traces = index.size();
    int[] first = new int[traces + 1];
    for (int trace : traceOfRow) {
      first[trace + 1]++;
    }
    for (int trace = 0; trace < traces; trace++) {
      first[trace + 1] += first[trace];
    }
    int[] next = first.clone();
    int[] rows = new int[batch.size()];
    long[] high = new long[traces];
    long[] low = new long[traces];
    for (int row = 0; row < batch.size(); row++) {
      int trace = traceOfRow[row];
      high[trace] = batch.traceIdHigh(row);
      low[trace] = batch.traceIdLow(row);
      rows[next[trace]++] = row;
    }
    return new TraceRows(high, low, first, rows);
  }

  int count() {
    return high.length;
  }

  TraceId id(int trace) {
    return new TraceId(high[trace], low[trace]);
  }

  int find(TraceId trace) {
    for (int t = 0; t < low.length; t++) {
      if (low[t] == trace.low() && high[t] == trace.high()) {
        return t;
      }
    }
    return -1;
  }

  /// The trace's rows are [#row(int)] of the numbers from here …
  int from(int trace) {
    return first[trace];
  }

  /// … to before here.
  int to(int trace) {
    return first[trace + 1];
  }

  int row(int at) {
    return rows.length == 0 ? at : rows[at];
  }
}
