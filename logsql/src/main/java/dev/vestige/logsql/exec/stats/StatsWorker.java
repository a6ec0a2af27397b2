package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.stats.function.FunctionState;
import dev.vestige.logsql.exec.stats.group.Grouper;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.filter.MatchAllFilter;
import java.util.ArrayList;
import java.util.List;

/// What one worker knows of the groups of a `stats` pipe.
final class StatsWorker {
  private final StatsPlan plan;
  private final List<CompiledFilter> conditions;
  private final MemoryCharge memory;
  private final List<Rows> rowsOfCondition = new ArrayList<>();
  final Grouper groups;
  final List<FunctionState> states;

  StatsWorker(StatsPlan plan, List<CompiledFilter> conditions, MemoryCharge memory) {
    this.plan = plan;
    this.conditions = List.copyOf(conditions);
    this.memory = memory;
    groups = new Grouper(plan.pipe().by());
    states = plan.makeStates();
    conditions.forEach(_ -> rowsOfCondition.add(new Rows()));
  }

  void add(BlockView block) {
    Rows all = groups.group(block, block.selection());
    for (int condition = 0; condition < conditions.size(); condition++) {
      Rows rows = all;
      if (!(plan.conditions().get(condition) instanceof MatchAllFilter)) {
        Bitmap fewer = block.selection().copy();
        conditions.get(condition).apply(block, fewer);
        rows = rowsOfCondition.get(condition);
        rows.narrowTo(all, fewer);
      }
      for (int state = 0; state < states.size(); state++) {
        if (plan.states().get(state).condition() == condition) {
          states.get(state).add(block, rows);
        }
      }
    }
    charge();
  }

  /// Pays for what the state has grown.
  void charge() {
    memory.update(sizeBytes());
  }

  private long sizeBytes() {
    long bytes = groups.sizeBytes();
    for (FunctionState state : states) {
      bytes += state.sizeBytes();
    }
    return bytes;
  }

  /// Takes over the groups of another worker, which is of no use afterwards.
  void merge(StatsWorker other) {
    memory.update(sizeBytes() + other.sizeBytes());
    int[] groupOf = groups.addAll(other.groups);
    for (int state = 0; state < states.size(); state++) {
      states.get(state).grow(groups.size());
      other.states.get(state).grow(groupOf.length);
      states.get(state).merge(other.states.get(state), groupOf);
    }
    other.memory.release();
    charge();
  }

  void growStates() {
    states.forEach(state -> state.grow(groups.size()));
  }

  void release() {
    memory.release();
  }
}
