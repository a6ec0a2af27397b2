package dev.vestige.logsql.exec.stats;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.pipe.StatsPipe;
import java.util.ArrayList;
import java.util.List;

/// `stats`: each worker groups its blocks on its own, at the end the groups are merged. The result
/// is the functions' results, or their states for another node to merge.
final class StatsStage implements BlockSink {
  private final StatsPlan plan;
  private final StageContext context;
  private final BlockSink next;
  private final List<StatsWorker> workers = new ArrayList<>();

  StatsStage(StatsPipe pipe, StageContext context, BlockSink next) {
    this.plan = StatsPlan.of(pipe, context);
    this.context = context;
    this.next = next;
    List<CompiledFilter> conditions =
        plan.conditions().stream()
            .map(filter -> FilterCompiler.compile(filter, context.filters()))
            .toList();
    for (int i = 0; i < context.workers(); i++) {
      List<CompiledFilter> own =
          i == 0 ? conditions : conditions.stream().map(CompiledFilter::forWorker).toList();
      workers.add(new StatsWorker(plan, own, new MemoryCharge(context.run().memory())));
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    workers.get(worker).add(block);
    return true;
  }

  @Override
  public void finish() {
    StatsWorker all = workers.getFirst();
    for (StatsWorker worker : workers.subList(1, workers.size())) {
      context.run().cancellation().check();
      all.merge(worker);
    }
    all.growStates();
    new StatsResult(plan, all, context.run()).send(next);
    all.release();
    next.finish();
  }
}
