package dev.vestige.logsql.exec.stats;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.stats.function.FunctionState;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.storage.ColumnVector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Turns groups into rows: the fields, then a column per item. Where states are asked for, the
/// column of an item that shares its state with an earlier one is empty.
final class StatsResult {
  private final StatsPlan plan;
  private final StatsWorker groups;
  private final RunContext run;

  StatsResult(StatsPlan plan, StatsWorker groups, RunContext run) {
    this.plan = plan;
    this.groups = groups;
    this.run = run;
  }

  /// Passes the rows on, block by block.
  void send(BlockSink next) {
    int[] used = groups.groups.used();
    for (int from = 0; from < used.length; from += Limits.RESULT_ROWS_MAX) {
      run.cancellation().check();
      int to = Math.min(used.length, from + Limits.RESULT_ROWS_MAX);
      int[] rows = Arrays.copyOfRange(used, from, to);
      if (!next.accept(new ColumnsView(rows.length, columns(rows)), 0)) {
        return;
      }
    }
  }

  private Map<String, ColumnVector> columns(int[] rows) {
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    StatsPipe pipe = plan.pipe();
    for (int field = 0; field < pipe.by().size(); field++) {
      columns.put(pipe.by().get(field).field(), groups.groups.column(field, rows, rows.length));
    }
    for (int item = 0; item < pipe.items().size(); item++) {
      FunctionState state = groups.states.get(plan.stateOfItem().get(item));
      ColumnVector column =
          pipe.output() == StatsOutput.RESULTS
              ? state.column(pipe.items().get(item).function(), rows, rows.length)
              : states(state, plan.isFirstOfState(item), rows);
      columns.put(pipe.items().get(item).resultName(), column);
    }
    return columns;
  }

  private static ColumnVector states(FunctionState state, boolean isFirst, int[] rows) {
    TextsBuilder column = new TextsBuilder(rows.length);
    for (int group : rows) {
      if (isFirst) {
        state.save(group, column.text());
      }
      column.endRow();
    }
    return column.build();
  }
}
