package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.stats.StatsFunc;

/// `min` and `max`: the smallest or the largest value of some fields.
final class ExtremeState implements FunctionState {
  private final FieldChoice fields;
  private final BestValues best;

  ExtremeState(FieldChoice fields, BestValues best) {
    this.fields = fields;
    this.best = best;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    for (String field : fields.of(block)) {
      best.add(block.column(field), rows);
    }
  }

  @Override
  public void grow(int groupCount) {
    best.grow(groupCount);
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    for (int group = 0; group < groupOf.length; group++) {
      best.merge(groupOf[group], ((ExtremeState) other).best, group);
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    best.append(group, out);
  }

  @Override
  public void save(int group, ByteSink out) {
    best.save(group, out);
  }

  @Override
  public void load(int group, ByteSource in) {
    best.load(group, in);
  }

  @Override
  public long sizeBytes() {
    return best.sizeBytes();
  }
}
