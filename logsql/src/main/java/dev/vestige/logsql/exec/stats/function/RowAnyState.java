package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.stats.StatsFunc;
import org.jspecify.annotations.Nullable;

/// `row_any`: the first row of each group that a worker meets.
final class RowAnyState implements FunctionState {
  private final FieldChoice fields;
  private final RowTexts texts = new RowTexts();
  private final ByteSink text = new ByteSink();

  RowAnyState(FieldChoice fields) {
    this.fields = fields;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    int[] numbers = rows.numbers();
    int[] groups = rows.groups();
    @Nullable RowJson json = null;
    for (int i = 0; i < rows.count(); i++) {
      int group = groups[numbers[i]];
      if (!texts.has(group)) {
        json = json == null ? new RowJson(block, fields.of(block)) : json;
        text.clear();
        json.append(numbers[i], text);
        texts.set(group, text.toByteArray());
      }
    }
  }

  @Override
  public void grow(int groupCount) {
    texts.grow(groupCount);
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    RowTexts from = ((RowAnyState) other).texts;
    for (int group = 0; group < groupOf.length; group++) {
      if (!texts.has(groupOf[group])) {
        texts.setFrom(groupOf[group], from, group);
      }
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    texts.append(group, out);
  }

  @Override
  public void save(int group, ByteSink out) {
    texts.save(group, out);
  }

  @Override
  public void load(int group, ByteSource in) {
    byte[] row = RowTexts.load(in);
    if (!texts.has(group)) {
      texts.set(group, row);
    }
  }

  @Override
  public long sizeBytes() {
    return texts.sizeBytes();
  }
}
