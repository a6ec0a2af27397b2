package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ValueText;
import java.util.Arrays;

/// The sum of the lengths of values in bytes.
final class SumLenState implements FunctionState {
  private final FieldChoice fields;
  private final ByteSink text = new ByteSink();
  private long[] sums = new long[0];

  SumLenState(FieldChoice fields) {
    this.fields = fields;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    int[] groups = rows.groups();
    for (String field : fields.of(block)) {
      addColumn(block.column(field), rows.numbers(), rows.count(), groups);
    }
  }

  private void addColumn(ColumnVector column, int[] rowNumbers, int count, int[] groups) {
    switch (column) {
      case ColumnVector.Constant(int _, ByteSlice value) -> {
        for (int i = 0; i < count; i++) {
          sums[groups[rowNumbers[i]]] += value.length();
        }
      }
      case ColumnVector.Coded coded -> {
        int[] offsets = coded.dictionary().offsets();
        int[] codes = coded.codes();
        for (int i = 0; i < count; i++) {
          int row = rowNumbers[i];
          sums[groups[row]] += offsets[codes[row] + 1] - offsets[codes[row]];
        }
      }
      case ColumnVector.Texts texts -> {
        int[] offsets = texts.offsets();
        for (int i = 0; i < count; i++) {
          int row = rowNumbers[i];
          sums[groups[row]] += offsets[row + 1] - offsets[row];
        }
      }
      case ColumnVector.Longs _, ColumnVector.Doubles _, ColumnVector.Ids _ -> {
        for (int i = 0; i < count; i++) {
          int row = rowNumbers[i];
          text.clear();
          column.appendText(row, text);
          sums[groups[row]] += text.position();
        }
      }
    }
  }

  @Override
  public void grow(int groupCount) {
    int length = Growth.length(sums.length, groupCount);
    if (length > sums.length) {
      sums = Arrays.copyOf(sums, length);
    }
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    long[] from = ((SumLenState) other).sums;
    for (int group = 0; group < groupOf.length; group++) {
      sums[groupOf[group]] += from[group];
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    ValueText.appendLong(sums[group], out);
  }

  @Override
  public void save(int group, ByteSink out) {
    out.putVarint(sums[group]);
  }

  @Override
  public void load(int group, ByteSource in) {
    sums[group] += in.getVarint();
  }

  @Override
  public long sizeBytes() {
    return 8L * sums.length;
  }
}
