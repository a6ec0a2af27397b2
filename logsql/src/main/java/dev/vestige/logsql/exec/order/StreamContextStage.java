package dev.vestige.logsql.exec.order;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.kept.RowsOutput;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `stream_context`: notes the streams of the picked rows and from when to when they come; then
/// reads those streams around that time, sorts each by time, and hands on what lies around the
/// picked rows, which it knows again by the query's filter.
final class StreamContextStage implements BlockSink {
  private static final SortPipe BY_TIME =
      new SortPipe(
          List.of(new SortField(FieldNames.TIME, Direction.ASCENDING)),
          Direction.ASCENDING,
          List.of(),
          0,
          0,
          null);

  private final StreamContextPipe pipe;
  private final StageContext context;
  private final BlockSink next;
  private final RowOrder order = new RowOrder(BY_TIME);
  private final TextTable streams = new TextTable();
  private final ByteSink text = new ByteSink();
  private long minNanos = Long.MAX_VALUE;
  private long maxNanos = Long.MIN_VALUE;

  StreamContextStage(StreamContextPipe pipe, StageContext context, BlockSink next) {
    this.pipe = pipe;
    this.context = context;
    this.next = next;
  }

  @Override
  public synchronized boolean accept(BlockView block, int worker) {
    ColumnVector ids = block.column(FieldNames.STREAM_ID);
    ColumnVector times = block.column(FieldNames.TIME);
    Bitmap rows = block.selection();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      ids.appendText(row, text);
      streams.add(text.array(), 0, text.position());
      text.clear();
      times.appendText(row, text);
      long nanos = Timestamps.parse(text.array(), 0, text.position());
      minNanos = Math.min(minNanos, nanos);
      maxNanos = Math.max(maxNanos, nanos);
    }
    return true;
  }

  @Override
  public void finish() {
    if (streams.size() > 0) {
      Around rows = new Around();
      context.runner().run(around(), context.run(), rows);
      rows.handOn();
    }
    next.finish();
  }

  /// Picks the streams' rows of the time in question. What surrounds a row may lie outside of the
  /// request's time range, but not outside of its filter.
  private Query around() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      ids.add(streams.text(i).toString());
    }
    long from = Math.max(minNanos, Timestamps.EARLIEST + pipe.windowNanos()) - pipe.windowNanos();
    long to = Math.min(maxNanos, Timestamps.LATEST - pipe.windowNanos()) + pipe.windowNanos();
    Filter filter =
        Filter.and(
            List.of(new StreamIdFilter(new ListedValues(ids)), TimeFilter.between(from, to)));
    return new Query(new QueryOptions(0, true), filter, List.of());
  }

  /// The rows around the picked ones.
  private final class Around implements BlockSink {
    private final List<SortWorker> workers = new ArrayList<>();
    private final List<CompiledFilter> picked;

    Around() {
      FilterContext filters =
          new FilterContext(
              FilterContext.Rows.STORED, context.answers(), context.run().cancellation());
      Filter inRange =
          context.range().equals(TimeRange.ALL)
              ? context.filter()
              : Filter.and(
                  List.of(
                      context.filter(),
                      TimeFilter.between(context.range().fromNanos(), context.range().toNanos())));
      picked = FilterCompiler.forWorkers(inRange, filters, context.workers());
      for (int i = 0; i < context.workers(); i++) {
        workers.add(
            new SortWorker(
                order, List.of(FieldNames.STREAM_ID), Long.MAX_VALUE, context.run().memory()));
      }
    }

    @Override
    public boolean accept(BlockView block, int worker) {
      Bitmap marked = block.selection().copy();
      picked.get(worker).apply(block, marked);
      workers.get(worker).add(block, marked);
      return true;
    }

    @Override
    public void finish() {}

    void handOn() {
      Map<ByteSlice, List<SortedRow[]>> runs = new TreeMap<>(RowKey::compare);
      for (SortWorker worker : workers) {
        worker
            .groups()
            .forEach((stream, rows) ->
                runs.computeIfAbsent(stream, _ -> new ArrayList<>()).addAll(rows.runs()));
      }
      RowsOutput output = new RowsOutput(next, null);
      for (List<SortedRow[]> stream : runs.values()) {
        context.run().cancellation().check();
        if (!new StreamChunks(pipe, sorted(stream)).handOn(output)) {
          break;
        }
      }
      output.flush();
      workers.forEach(SortWorker::close);
    }

    private List<SortedRow> sorted(List<SortedRow[]> runs) {
      List<SortedRow> rows = new ArrayList<>();
      MergedRuns merged = new MergedRuns(runs, order);
      while (merged.hasNext()) {
        rows.add(merged.next());
      }
      return rows;
    }
  }
}
