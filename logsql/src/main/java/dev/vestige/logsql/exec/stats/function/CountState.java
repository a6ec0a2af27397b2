package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.exec.value.NumberText;
import dev.vestige.logsql.stats.RateFunc;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.ValueText;
import java.util.Arrays;

/// Counts rows: all of them, those with a value in some fields, or those without any.
final class CountState implements FunctionState {
  /// Which rows count.
  enum Kind {
    ALL,
    FILLED,
    EMPTY
  }

  private final Kind kind;
  private final FieldChoice fields;
  private final double seconds;
  private long[] counts = new long[0];

  /// @param seconds what `rate` divides by
  CountState(Kind kind, FieldChoice fields, double seconds) {
    this.kind = kind;
    this.fields = fields;
    this.seconds = seconds;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    if (block.weights().length > 0) {
      addWeights(block, rows);
      return;
    }
    if (kind == Kind.ALL) {
      if (rows.uniformGroup() >= 0) {
        counts[rows.uniformGroup()] += rows.count();
      } else {
        countAll(rows.numbers(), rows.count(), rows.groups());
      }
      return;
    }
    Bitmap counted = counted(block, rows);
    if (rows.uniformGroup() >= 0) {
      counts[rows.uniformGroup()] += counted.cardinality();
      return;
    }
    int[] groups = rows.groups();
    for (int row = counted.nextSet(0); row >= 0; row = counted.nextSet(row + 1)) {
      counts[groups[row]]++;
    }
  }

  private Bitmap counted(BlockView block, Rows rows) {
    if (kind == Kind.ALL) {
      return rows.selection();
    }
    Bitmap empty = Presence.empty(block, fields.of(block), rows.selection());
    if (kind == Kind.EMPTY) {
      return empty;
    }
    Bitmap filled = rows.selection().copy();
    filled.andNot(empty);
    return filled;
  }

  private void addWeights(BlockView block, Rows rows) {
    int[] weights = block.weights();
    int[] groups = rows.groups();
    Bitmap counted = counted(block, rows);
    for (int row = counted.nextSet(0); row >= 0; row = counted.nextSet(row + 1)) {
      counts[groups[row]] += weights[row];
    }
  }

  private void countAll(int[] numbers, int count, int[] groups) {
    long[] into = counts;
    for (int i = 0; i < count; i++) {
      into[groups[numbers[i]]]++;
    }
  }

  @Override
  public void grow(int groupCount) {
    int length = Growth.length(counts.length, groupCount);
    if (length > counts.length) {
      counts = Arrays.copyOf(counts, length);
    }
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    long[] from = ((CountState) other).counts;
    for (int group = 0; group < groupOf.length; group++) {
      counts[groupOf[group]] += from[group];
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    if (asked instanceof RateFunc) {
      NumberText.append(counts[group] / seconds, out);
    } else {
      ValueText.appendLong(counts[group], out);
    }
  }

  @Override
  public ColumnVector column(StatsFunc asked, int[] groups, int count) {
    if (asked instanceof RateFunc) {
      return FunctionState.super.column(asked, groups, count);
    }
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = counts[groups[i]];
    }
    return new ColumnVector.Longs(values, null, count, NumberFormat.DECIMAL);
  }

  @Override
  public void save(int group, ByteSink out) {
    out.putVarint(counts[group]);
  }

  @Override
  public void load(int group, ByteSource in) {
    counts[group] += in.getVarint();
  }

  @Override
  public long sizeBytes() {
    return 8L * counts.length;
  }
}
