package dev.vestige.storage.part;

import org.jspecify.annotations.Nullable;

/// Times and ids of the spans of one trace in a block after another. Those of the first few traces
/// are decoded alone, and all once there are more. Confined to one thread.
final class SpanNumbers {
  private final BlockColumns columns;
  private final @Nullable LazyColumn parentIds;
  private int traces;
  private int trace;

  /// What the arrays begin with.
  private int firstRow;

  private long[] starts = {};
  private long[] durations = {};
  private long[] spanIds = {};
  private long[] parents = {};

  /// @param parentIds of spans whose parent is elsewhere; null when there are none
  SpanNumbers(BlockColumns columns, @Nullable LazyColumn parentIds) {
    this.columns = columns;
    this.parentIds = parentIds;
  }

  /// Says of which trace, by its number in the block, rows are asked for next.
  void aim(int newTrace) {
    trace = newTrace;
    if (traces == LazyColumn.RANGES_MAX) {
      firstRow = 0;
      starts = columns.spanLongs(Fields.START);
      durations = columns.spanLongs(Fields.DURATION);
      spanIds = columns.spanLongs(Fields.SPAN_ID);
      parents = columns.spanLongs(Fields.PARENT);
      return;
    }
    traces++;
    firstRow = columns.traces().row[trace];
    int end = columns.traces().row[trace + 1];
    starts = columns.spanLongs(Fields.START, firstRow, end);
    durations = columns.spanLongs(Fields.DURATION, firstRow, end);
    spanIds = columns.spanLongs(Fields.SPAN_ID, firstRow, end);
    parents = columns.spanLongs(Fields.PARENT, firstRow, end);
  }

  long startNanos(int row) {
    return columns.traces().start[trace] + starts[row - firstRow];
  }

  long durationNanos(int row) {
    return durations[row - firstRow];
  }

  long spanId(int row) {
    return spanIds[row - firstRow];
  }

  /// 0 for roots.
  long parentId(int row) {
    long place = parents[row - firstRow];
    int first = columns.traces().row[trace];
    if (place > columns.traces().row[trace + 1] - first) {
      throw columns.corrupt("parent " + place + " of row " + row);
    }
    if (place > 0) {
      return spanIds[first + (int) place - 1 - firstRow];
    }
    return place == PartFormat.PARENT_ELSEWHERE && parentIds != null && parentIds.has(row)
        ? parentIds.stored().number(row)
        : 0;
  }
}
