package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.ValueType;
import java.util.Arrays;

/// The number columns that every span has, in part order.
final class SpanGather {
  private final PartLayout layout;
  private final long[] start;
  private final long[] end;
  private final long[] spanId;
  private final long[] parentId;

  SpanGather(PartLayout layout) {
    this.layout = layout;
    start = new long[layout.rows];
    end = new long[layout.rows];
    spanId = new long[layout.rows];
    parentId = new long[layout.rows];
  }

  void put(int at, SpanBatch batch, int row) {
    put(at, batch.startNanos(row), batch.endNanos(row), batch.spanId(row), batch.parentId(row));
  }

  void put(int at, long startNanos, long endNanos, long id, long parent) {
    start[at] = startNanos;
    end[at] = endNanos;
    spanId[at] = id;
    parentId[at] = parent;
  }

  /// Starts as distances from the trace's start, ends as durations (negative when the end lies
  /// before the start), parents as places in the trace.
  void write(PartWriter writer) {
    writer.times(start, end);
    writer.rollups().times(start, end);
    writeParents(writer);
    for (int row = 0; row < layout.rows; row++) {
      end[row] -= start[row];
    }
    writer.longs(ColumnId.field(ColumnId.Domain.SPANS, Fields.DURATION), end);
    for (int trace = 0; trace < layout.traces(); trace++) {
      for (int row = layout.traceRow[trace]; row < layout.traceRow[trace + 1]; row++) {
        start[row] -= layout.traceStart[trace];
      }
    }
    writer.longs(ColumnId.field(ColumnId.Domain.SPANS, Fields.START), start);
    writer.longs(ColumnId.field(ColumnId.Domain.SPANS, Fields.SPAN_ID), spanId);
  }

  /// A parent in the same trace and block becomes its distance from the trace's first row in the
  /// block plus one; 0 is a root. Other parents are [PartFormat#PARENT_ELSEWHERE] and stand by id
  /// in a column of their own.
  private void writeParents(PartWriter writer) {
    long[] place = new long[layout.rows];
    int[] parentRow = new int[layout.rows];
    Arrays.fill(parentRow, SpanRows.ROOT);
    OrphanCells orphans = new OrphanCells(writer);
    int trace = 0;
    for (int block = 0; block < layout.blocks(); block++) {
      int from = layout.blockRow[block];
      int to = layout.blockRow[block + 1];
      while (layout.traceRow[trace + 1] <= from) {
        trace++;
      }
      for (int t = trace; t < layout.traces() && layout.traceRow[t] < to; t++) {
        int first = Math.max(from, layout.traceRow[t]);
        findParents(first, Math.min(to, layout.traceRow[t + 1]), place, parentRow, orphans);
      }
    }
    writer.longs(ColumnId.field(ColumnId.Domain.SPANS, Fields.PARENT), place);
    orphans.write();
    writer.rollups().parents(parentRow);
  }

  private void findParents(
      int first, int last, long[] place, int[] parentRow, OrphanCells orphans) {
    ParentFinder finder = new ParentFinder(spanId, first, last);
    for (int row = first; row < last; row++) {
      if (parentId[row] == 0) {
        continue;
      }
      int parent = finder.find(parentId[row]);
      if (parent >= 0) {
        place[row] = parent - first + 1L;
        parentRow[row] = parent;
      } else {
        place[row] = PartFormat.PARENT_ELSEWHERE;
        parentRow[row] = SpanRows.ELSEWHERE;
        orphans.add(row, parentId[row]);
      }
    }
  }

  /// Parents that are not at hand, by id.
  private static final class OrphanCells {
    private final PartWriter writer;
    private final Cells cells = new Cells();
    private final ByteSink bytes = new ByteSink(8);

    OrphanCells(PartWriter writer) {
      this.writer = writer;
    }

    void add(int row, long id) {
      bytes.clear();
      bytes.putLong(id);
      cells.add(row, writer.pool().add(ValueType.INT.code(), bytes.array(), 0, 8));
    }

    void write() {
      writer.cells(ColumnId.field(ColumnId.Domain.SPANS, Fields.PARENT_ID), cells);
    }
  }

  /// Finds rows of one trace by span id: by looking at each in a small trace, in a table in a large
  /// one.
  private static final class ParentFinder {
    private static final int SMALL = 16;

    private final long[] ids;
    private final int first;
    private final int last;
    private final int[] slots;

    ParentFinder(long[] ids, int first, int last) {
      this.ids = ids;
      this.first = first;
      this.last = last;
      int rows = last - first;
      slots = rows <= SMALL ? new int[0] : new int[Integer.highestOneBit(rows) * 4];
      Arrays.fill(slots, -1);
      for (int row = first; row < last && slots.length > 0; row++) {
        int slot = slot(ids[row]);
        while (slots[slot] >= 0) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = row;
      }
    }

    private int slot(long id) {
      return (int) ((id * 0x9E37_79B9_7F4A_7C15L) >>> 32) & (slots.length - 1);
    }

    int find(long id) {
      if (slots.length == 0) {
        for (int row = first; row < last; row++) {
          if (ids[row] == id) {
            return row;
          }
        }
        return -1;
      }
      int slot = slot(id);
      while (slots[slot] >= 0) {
        if (ids[slots[slot]] == id) {
          return slots[slot];
        }
        slot = (slot + 1) & (slots.length - 1);
      }
      return -1;
    }
  }
}
