package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.storage.ColumnVector;
import java.util.List;

/// The other half of `stats` in a cluster: takes the rows that nodes answered with states and
/// merges them, to results or, on the way to another node, to states. Nodes answer on threads of
/// their own, so blocks are taken one at a time.
final class StatsMergeStage implements BlockSink {
  private final StatsPlan plan;
  private final StageContext context;
  private final BlockSink next;
  private final StatsWorker groups;

  StatsMergeStage(StatsPipe pipe, StageContext context, BlockSink next) {
    List<ByField> plain = pipe.by().stream().map(by -> new ByField(by.field(), null)).toList();
    StatsPipe merged = new StatsPipe(plain, pipe.items(), pipe.output());
    this.plan = StatsPlan.of(merged, context);
    this.context = context;
    this.next = next;
    this.groups = new StatsWorker(plan, List.of(), new MemoryCharge(context.run().memory()));
  }

  @Override
  public synchronized boolean accept(BlockView block, int worker) {
    int[] groupOf = groups.groups.group(block, block.selection()).groups();
    groups.growStates();
    for (int item = 0; item < plan.stateOfItem().size(); item++) {
      if (plan.isFirstOfState(item)) {
        load(block, item, groupOf);
      }
    }
    groups.charge();
    return true;
  }

  private void load(BlockView block, int item, int[] groupOf) {
    String name = plan.pipe().items().get(item).resultName();
    ColumnVector column = block.column(name);
    ByteSink state = new ByteSink();
    ByteSource in = new ByteSource("the state of `" + name + "`", new byte[0]);
    Bitmap rows = block.selection();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      state.clear();
      column.appendText(row, state);
      in.reset(state.array(), 0, state.position());
      groups.states.get(plan.stateOfItem().get(item)).load(groupOf[row], in);
      in.requireEnd();
    }
  }

  @Override
  public synchronized void finish() {
    groups.growStates();
    new StatsResult(plan, groups, context.run()).send(next);
    groups.release();
    next.finish();
  }
}
