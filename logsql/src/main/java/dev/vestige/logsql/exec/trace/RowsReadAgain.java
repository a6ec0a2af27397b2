package dev.vestige.logsql.exec.trace;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.SelectedView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.kept.Reservation;
import dev.vestige.logsql.exec.value.IdSet;
import dev.vestige.logsql.field.SpanFields;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.Pipe;
import java.util.ArrayList;
import java.util.List;

/// Notes which spans pass and asks for their rows once all are known, so that rows of traces that
/// do not match are never put together and none are held. Rows that came in between pass when their
/// trace does.
final class RowsReadAgain implements PassedSpans {
  private static final List<String> IDENTITY =
      List.of(SpanFields.TRACE_ID, SpanFields.SPAN_ID, SpanFields.START);

  /// Bytes of a noted id in a set that is half full, while it grows.
  private static final int NOTED_BYTES = 128;

  private final Query front;
  private final boolean passesTraces;
  private final FieldSet needed;
  private final StageContext context;
  private final BlockSink next;
  private final Reservation memory;

  /// Traces, or spans of them.
  private final IdSet passing = new IdSet();

  /// The traces, as long as they are few.
  private final List<String> traces = new ArrayList<>();

  private int traceCount;
  private int last = -1;

  /// @param front gives the rows in front of the pipe
  /// @param passesTraces whether traces pass with all their rows
  /// @param needed the fields that are read behind the pipe
  RowsReadAgain(
      Query front, boolean passesTraces, FieldSet needed, StageContext context, BlockSink next) {
    this.front = front;
    this.passesTraces = passesTraces;
    this.needed = needed;
    this.context = context;
    this.next = next;
    this.memory = new Reservation(context.run().memory());
  }

  @Override
  public boolean add(HeldTrace trace, int span) {
    boolean isNew = trace.number() != last;
    if (isNew) {
      last = trace.number();
      if (traceCount++ < Limits.LISTED_TRACES_MAX) {
        traces.add(trace.id().toString());
      }
    }
    if (isNew || !passesTraces) {
      memory.add(NOTED_BYTES);
    }
    if (passesTraces) {
      passing.add(trace.id().high(), trace.id().low());
    } else {
      long start = trace.tree().spans().startNanos(span);
      passing.add(trace.tree().spans().id(span), at(start, trace.id().low()));
    }
    return true;
  }

  /// Beside the span's id: some have spans of one id that start at different times.
  private static long at(long startNanos, long traceLow) {
    return startNanos ^ Long.rotateLeft(traceLow, Integer.SIZE);
  }

  @Override
  public void flush() {
    if (traceCount > 0) {
      context.runner().run(query(), context.run(), new Passing());
    }
    memory.close();
  }

  private Query query() {
    List<Pipe> pipes = new ArrayList<>(front.pipes());
    if (!needed.isAll()) {
      pipes.add(new FieldsPipe(List.copyOf(needed.plusNames(IDENTITY).wanted())));
    }
    Filter filter = front.filter();
    if (traceCount <= Limits.LISTED_TRACES_MAX) {
      Filter listed = new InFilter(SpanFields.TRACE_ID, new ListedValues(traces));
      filter = Filter.and(List.of(filter, listed));
    }
    return new Query(front.options(), filter, pipes);
  }

  /// Leaves out the rows that do not pass. The end of this query is not that of the outer one.
  private final class Passing implements BlockSink {
    private final List<SpanIds> workers = new ArrayList<>();

    Passing() {
      for (int i = 0; i < context.workers(); i++) {
        workers.add(new SpanIds());
      }
    }

    @Override
    public boolean accept(BlockView block, int worker) {
      Bitmap rows = workers.get(worker).passing(block);
      return rows.isEmpty() || next.accept(new SelectedView(block, rows), worker);
    }

    @Override
    public void finish() {}
  }

  /// What one worker reads of its blocks.
  private final class SpanIds {
    private final LongColumns columns = new LongColumns();
    private long[] traceHigh = new long[0];
    private long[] traceLow = new long[0];
    private long[] unused = new long[0];
    private long[] span = new long[0];
    private long[] start = new long[0];

    Bitmap passing(BlockView block) {
      makeRoom(block.rows());
      Bitmap rows = block.selection().copy();
      columns.readIds(block.column(SpanFields.TRACE_ID), rows, traceHigh, traceLow);
      if (!passesTraces) {
        columns.readIds(block.column(SpanFields.SPAN_ID), rows, unused, span);
        columns.readNumbers(block.column(SpanFields.START), rows, start);
      }
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        boolean passes =
            passesTraces
                ? passing.contains(traceHigh[row], traceLow[row])
                : passing.contains(span[row], at(start[row], traceLow[row]));
        if (!passes) {
          rows.clear(row);
        }
      }
      return rows;
    }

    private void makeRoom(int rows) {
      if (traceHigh.length < rows) {
        traceHigh = new long[rows];
        traceLow = new long[rows];
        unused = new long[rows];
        span = new long[rows];
        start = new long[rows];
      }
    }
  }
}
