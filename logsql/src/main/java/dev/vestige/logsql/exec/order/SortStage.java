package dev.vestige.logsql.exec.order;

import dev.vestige.base.ByteSlice;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.kept.RowsOutput;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.pipe.SortPipe;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// `sort`, `first` and `last`: workers keep sorted rows, which are merged at the end. With a limit
/// each worker keeps the first rows only.
final class SortStage implements BlockSink {
  /// How many rows are handed on between two looks at the cancellation.
  private static final int ROWS_PER_CHECK = 1 << 12;

  private final SortPipe sort;
  private final RowOrder order;
  private final StageContext context;
  private final BlockSink next;
  private final boolean newestFirst;
  private final List<SortWorker> workers = new ArrayList<>();

  SortStage(SortPipe sort, StageContext context, BlockSink next) {
    this.sort = sort;
    this.order = new RowOrder(sort);
    this.context = context;
    this.next = next;
    this.newestFirst =
        !order.byWholeRows()
            && order.fields().getFirst().equals(FieldNames.TIME)
            && order.isDescending(0);
    for (int i = 0; i < context.workers(); i++) {
      workers.add(new SortWorker(order, sort.partitionBy(), wanted(), context.run().memory()));
    }
  }

  /// How many rows of each group have to be sorted.
  private long wanted() {
    long wanted = sort.offset() + sort.limit();
    return sort.limit() == 0 || wanted < 0 ? Long.MAX_VALUE : wanted;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    SortWorker state = workers.get(worker);
    state.add(block);
    if (newestFirst) {
      state
          .last()
          .filter(row -> row.keys()[0] == SortKey.TIME)
          .ifPresent(row -> context.timeFloor().raise(SortKey.number(row.keys(), 0)));
    }
    return true;
  }

  @Override
  public void finish() {
    SortedMap<ByteSlice, List<SortedRow[]>> groups = new TreeMap<>(RowKey::compare);
    for (SortWorker worker : workers) {
      worker
          .groups()
          .forEach((group, runs) ->
              groups.computeIfAbsent(group, _ -> new ArrayList<>()).addAll(runs.runs()));
    }
    RowsOutput output = new RowsOutput(next, sort.rankField());
    for (List<SortedRow[]> runs : groups.values()) {
      if (!handOn(runs, output)) {
        break;
      }
    }
    output.flush();
    workers.forEach(SortWorker::close);
    next.finish();
  }

  /// The rows of one group.
  private boolean handOn(List<SortedRow[]> runs, RowsOutput output) {
    MergedRuns rows = new MergedRuns(runs, order);
    long end = wanted();
    for (long place = 0; place < end && rows.hasNext(); place++) {
      if (place % ROWS_PER_CHECK == 0) {
        context.run().cancellation().check();
      }
      SortedRow row = rows.next();
      if (place >= sort.offset() && !output.add(row.names(), row.values(), place + 1)) {
        return false;
      }
    }
    return true;
  }
}
