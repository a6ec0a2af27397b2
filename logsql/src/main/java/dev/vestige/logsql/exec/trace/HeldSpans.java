package dev.vestige.logsql.exec.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.kept.KeptFields;
import dev.vestige.logsql.exec.kept.Reservation;
import dev.vestige.logsql.exec.value.IdTable;
import dev.vestige.logsql.field.SpanFields;
import java.util.Arrays;
import java.util.List;

/// The spans that one worker was given, column by column; rows without a trace are left out.
/// Confined to one worker until all rows are in.
final class HeldSpans {
  private static final ByteSlice ERROR = ByteSlice.utf8(SpanFields.STATUS_ERROR);

  private final Wanted wanted;
  private final List<CompiledFilter> filters;
  private final Reservation memory;
  private final IdTable traces = new IdTable();
  private final LabelColumn services = new LabelColumn();
  private final LabelColumn names = new LabelColumn();
  private final LabelColumn statuses = new LabelColumn();
  private final LongColumns longs = new LongColumns();
  private final BlockColumns block = new BlockColumns();
  private long tableBytes;

  int size;
  int[] trace = new int[0];
  long[] id = new long[0];
  long[] parentId = new long[0];
  long[] startNanos = new long[0];
  long[] endNanos = new long[0];
  int[] service = new int[0];
  int[] name = new int[0];

  /// By span a bit for each filter it satisfies, the first one lowest; the sign bit when it failed.
  int[] marks = new int[0];

  KeptFields[] rowFields = new KeptFields[0];
  byte[][] rows = new byte[0][];

  HeldSpans(Wanted wanted, List<CompiledFilter> filters, MemoryBudget budget) {
    this.wanted = wanted;
    this.filters = List.copyOf(filters);
    this.memory = new Reservation(budget);
  }

  /// The columns of the block at hand, by row.
  private static final class BlockColumns {
    long[] traceHigh = new long[0];
    long[] traceLow = new long[0];
    long[] unused = new long[0];
    long[] id = new long[0];
    long[] parentId = new long[0];
    long[] startNanos = new long[0];
    long[] endNanos = new long[0];
    int[] service = new int[0];
    int[] name = new int[0];
    int[] status = new int[0];
    int[] marks = new int[0];

    void makeRoom(int rows) {
      if (id.length < rows) {
        traceHigh = new long[rows];
        traceLow = new long[rows];
        unused = new long[rows];
        id = new long[rows];
        parentId = new long[rows];
        startNanos = new long[rows];
        endNanos = new long[rows];
        service = new int[rows];
        name = new int[rows];
        status = new int[rows];
        marks = new int[rows];
      }
    }
  }

  void add(BlockView view) {
    Bitmap selection = view.selection();
    read(view, selection);
    KeptFields fields = wanted.rows() ? KeptFields.of(view, fields(view)) : KeptFields.NONE;
    int error = statuses.texts().find(ERROR.array(), ERROR.offset(), ERROR.length());
    makeRoom(selection.cardinality());
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      if ((block.traceHigh[row] | block.traceLow[row]) != 0) {
        hold(row, error);
        if (wanted.rows()) {
          rowFields[size] = fields;
          rows[size] = fields.values(row);
          memory.add((long) Limits.ROW_BYTES + rows[size].length);
        }
        size++;
      }
    }
    fields.release();
    reserveTables();
  }

  private List<String> fields(BlockView view) {
    return view.fields().stream().filter(wanted.fields()::contains).toList();
  }

  private void read(BlockView view, Bitmap selection) {
    block.makeRoom(view.rows());
    longs.readIds(view.column(SpanFields.TRACE_ID), selection, block.traceHigh, block.traceLow);
    longs.readIds(view.column(SpanFields.SPAN_ID), selection, block.unused, block.id);
    longs.readIds(view.column(SpanFields.PARENT_SPAN_ID), selection, block.unused, block.parentId);
    longs.readNumbers(view.column(SpanFields.START), selection, block.startNanos);
    longs.readNumbers(view.column(SpanFields.END), selection, block.endNanos);
    if (wanted.labels()) {
      services.read(view.column(SpanFields.SERVICE), selection, block.service);
      names.read(view.column(SpanFields.NAME), selection, block.name);
      statuses.read(view.column(SpanFields.STATUS_CODE), selection, block.status);
    }
    Arrays.fill(block.marks, 0, view.rows(), 0);
    for (int i = 0; i < filters.size(); i++) {
      Bitmap matching = selection.copy();
      filters.get(i).apply(view, matching);
      for (int row = matching.nextSet(0); row >= 0; row = matching.nextSet(row + 1)) {
        block.marks[row] |= 1 << i;
      }
    }
  }

  private void hold(int row, int error) {
    trace[size] = traces.add(block.traceHigh[row], block.traceLow[row]);
    id[size] = block.id[row];
    parentId[size] = block.parentId[row];
    startNanos[size] = block.startNanos[row];
    endNanos[size] = block.endNanos[row];
    marks[size] = block.marks[row];
    if (wanted.labels()) {
      service[size] = block.service[row];
      name[size] = block.name[row];
      marks[size] |= block.status[row] == error ? Integer.MIN_VALUE : 0;
    }
  }

  private void makeRoom(int more) {
    long needed = (long) size + more;
    if (needed > Integer.MAX_VALUE / 2) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "the query looks at the traces of more than a billion spans; narrow it");
    }
    if (needed <= trace.length) {
      return;
    }
    int room = (int) Math.max(needed, size * 3L / 2);
    memory.add((long) Limits.SPAN_BYTES * (room - trace.length));
    trace = Arrays.copyOf(trace, room);
    id = Arrays.copyOf(id, room);
    parentId = Arrays.copyOf(parentId, room);
    startNanos = Arrays.copyOf(startNanos, room);
    endNanos = Arrays.copyOf(endNanos, room);
    marks = Arrays.copyOf(marks, room);
    if (wanted.labels()) {
      service = Arrays.copyOf(service, room);
      name = Arrays.copyOf(name, room);
    }
    if (wanted.rows()) {
      rowFields = Arrays.copyOf(rowFields, room);
      rows = Arrays.copyOf(rows, room);
    }
  }

  private void reserveTables() {
    if (traces.size() > Limits.TRACES_MAX) {
      throw HeldTraces.tooMany();
    }
    long bytes = traces.sizeBytes() + services.texts().sizeBytes() + names.texts().sizeBytes();
    memory.add(bytes - tableBytes);
    tableBytes = bytes;
  }

  IdTable traces() {
    return traces;
  }

  LabelColumn services() {
    return services;
  }

  LabelColumn names() {
    return names;
  }

  void close() {
    memory.close();
  }
}
