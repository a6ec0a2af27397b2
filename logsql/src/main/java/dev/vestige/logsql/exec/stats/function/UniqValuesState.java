package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.KeyColumn;
import dev.vestige.logsql.exec.stats.group.KeyValues;
import dev.vestige.logsql.exec.stats.group.PairTable;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.storage.JsonText;
import java.util.HashMap;
import java.util.Map;

/// `uniq_values`: the distinct values of some fields per group.
final class UniqValuesState implements FunctionState {
  private final FieldChoice fields;
  private final long limit;
  private final KeyValues values = new KeyValues();
  private final Map<String, KeyColumn> columns = new HashMap<>();

  /// Pairs of a group and the number of a value.
  private final PairTable pairs = new PairTable();

  /// @param limit the most values of a group, 0 for no limit
  UniqValuesState(FieldChoice fields, long limit) {
    this.fields = fields;
    this.limit = limit == 0 ? Long.MAX_VALUE : limit;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    int[] numbers = rows.numbers();
    int[] groups = rows.groups();
    for (String field : fields.of(block)) {
      KeyColumn column = columns.computeIfAbsent(field, name -> new KeyColumn(name, values));
      int uniform = column.assign(block, rows);
      int[] valueOf = column.numbers();
      pairs.prepare(rows.groupCount(), values.size());
      for (int i = 0; i < rows.count(); i++) {
        int row = numbers[i];
        int value = uniform >= 0 ? uniform : valueOf[row];
        if (value != 0) {
          pairs.add(groups[row], value);
        }
      }
    }
  }

  @Override
  public void grow(int groupCount) {
    pairs.prepare(groupCount, values.size());
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    UniqValuesState from = (UniqValuesState) other;
    int[] valueOf = values.addAll(from.values);
    int groupCount = 1;
    for (int group : groupOf) {
      groupCount = Math.max(groupCount, group + 1);
    }
    pairs.prepare(groupCount, values.size());
    for (int pair = 0; pair < from.pairs.size(); pair++) {
      pairs.add(groupOf[from.pairs.left(pair)], valueOf[from.pairs.right(pair)]);
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    TextTable texts = values.texts();
    int[] ofGroup = pairs.rightsOf(group);
    new MixedRanks(texts).sort(ofGroup);
    out.putByte('[');
    for (int i = 0; i < Math.min(ofGroup.length, limit); i++) {
      if (i > 0) {
        out.putByte(',');
      }
      JsonText.appendQuoted(texts.bytes(), texts.start(ofGroup[i]), texts.end(ofGroup[i]), out);
    }
    out.putByte(']');
  }

  @Override
  public void save(int group, ByteSink out) {
    TextTable texts = values.texts();
    int[] ofGroup = pairs.rightsOf(group);
    out.putVarint(ofGroup.length);
    for (int value : ofGroup) {
      out.putSized(texts.bytes(), texts.start(value), texts.end(value) - texts.start(value));
    }
  }

  @Override
  public void load(int group, ByteSource in) {
    int count = in.getCount("number of distinct values", in.remaining());
    for (int i = 0; i < count; i++) {
      int length = in.getCount("length of a value", in.remaining());
      int from = in.take(length);
      int value = values.addText(in.array(), from, from + length);
      pairs.prepare(group + 1, values.size());
      pairs.add(group, value);
    }
  }

  @Override
  public long sizeBytes() {
    return values.sizeBytes() + pairs.sizeBytes();
  }
}
