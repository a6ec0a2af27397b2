package dev.vestige.storage.part;

import java.util.Optional;

/// Puts the times and parents of a block's spans together from what is stored of them.
final class SpanIds {
  private SpanIds() {}

  /// Start times.
  static long[] starts(BlockColumns columns) {
    BlockTraces traces = columns.traces();
    long[] starts = columns.askedLongs(Fields.START).clone();
    for (int t = 0; t < traces.count; t++) {
      for (int row = traces.row[t]; row < traces.row[t + 1]; row++) {
        starts[row] += traces.start[t];
      }
    }
    return starts;
  }

  /// End times.
  static long[] ends(BlockColumns columns) {
    long[] ends = starts(columns);
    long[] durations = columns.askedLongs(Fields.DURATION);
    for (int row = 0; row < ends.length; row++) {
      ends[row] += durations[row];
    }
    return ends;
  }

  /// As [dev.vestige.storage.SpanBatch#durationNanos]: 0 for a span that ends before its start,
  /// times being unsigned numbers. A span that ends after 1970 and before 2262 and takes less time
  /// than that has the duration that is stored, so that its start need not be read.
  static long[] durations(BlockColumns columns) {
    long[] durations = columns.askedLongs(Fields.DURATION);
    long earliestEnd = columns.meta().minTimeNanos();
    for (long duration : durations) {
      if (duration < 0 || duration > earliestEnd) {
        return checkedDurations(columns, durations);
      }
    }
    return durations;
  }

  private static long[] checkedDurations(BlockColumns columns, long[] stored) {
    long[] starts = starts(columns);
    long[] durations = stored.clone();
    for (int row = 0; row < durations.length; row++) {
      if (Long.compareUnsigned(starts[row] + durations[row], starts[row]) < 0) {
        durations[row] = 0;
      }
    }
    return durations;
  }

  /// Parent span ids, 0 for roots.
  static long[] parents(BlockColumns columns) {
    BlockTraces traces = columns.traces();
    long[] places = columns.spanLongs(Fields.PARENT);
    long[] ids = columns.spanLongs(Fields.SPAN_ID);
    Optional<StoredColumn> elsewhere =
        columns
            .part()
            .column(ColumnId.field(ColumnId.Domain.SPANS, Fields.PARENT_ID))
            .flatMap(columns::stored);
    long[] parents = new long[columns.rows()];
    for (int t = 0; t < traces.count; t++) {
      for (int row = traces.row[t]; row < traces.row[t + 1]; row++) {
        if (places[row] > 0) {
          if (places[row] > traces.row[t + 1] - traces.row[t]) {
            throw columns.corrupt("parent " + places[row] + " of row " + row);
          }
          parents[row] = ids[traces.row[t] + (int) places[row] - 1];
        } else if (places[row] == PartFormat.PARENT_ELSEWHERE && elsewhere.isPresent()) {
          parents[row] = elsewhere.get().number(row);
        }
      }
    }
    return parents;
  }
}
