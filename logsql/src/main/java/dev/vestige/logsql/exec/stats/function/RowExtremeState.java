package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.IntList;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.stats.StatsFunc;

/// `row_min` and `row_max`: the row with the smallest or the largest value of a field. A row is
/// written once per block and group, when the block's best is known.
final class RowExtremeState implements FunctionState {
  private final String by;
  private final FieldChoice fields;
  private final BestValues best;
  private final RowTexts texts = new RowTexts();
  private final ByteSink text = new ByteSink();

  RowExtremeState(String by, FieldChoice fields, BestValues best) {
    this.by = by;
    this.fields = fields;
    this.best = best;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    best.add(block.column(by), rows);
    IntList improved = best.improved();
    if (improved.size() == 0) {
      return;
    }
    RowJson json = new RowJson(block, fields.of(block));
    for (int i = 0; i < improved.size(); i++) {
      int group = improved.get(i);
      text.clear();
      json.append(best.rowOf(group), text);
      texts.set(group, text.toByteArray());
    }
  }

  @Override
  public void grow(int groupCount) {
    best.grow(groupCount);
    texts.grow(groupCount);
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    RowExtremeState from = (RowExtremeState) other;
    for (int group = 0; group < groupOf.length; group++) {
      if (best.merge(groupOf[group], from.best, group)) {
        texts.setFrom(groupOf[group], from.texts, group);
      }
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    texts.append(group, out);
  }

  @Override
  public void save(int group, ByteSink out) {
    best.save(group, out);
    texts.save(group, out);
  }

  @Override
  public void load(int group, ByteSource in) {
    boolean better = best.load(group, in);
    byte[] row = RowTexts.load(in);
    if (better) {
      texts.set(group, row);
    }
  }

  @Override
  public long sizeBytes() {
    return best.sizeBytes() + texts.sizeBytes();
  }
}
