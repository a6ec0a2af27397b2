package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.exec.value.NumberText;
import dev.vestige.logsql.stats.AvgFunc;
import dev.vestige.logsql.stats.RateSumFunc;
import dev.vestige.logsql.stats.StatsFunc;
import java.util.Arrays;

/// The sum and the count of the numbers in some fields.
final class SumState implements FunctionState {
  private final FieldChoice fields;
  private final double seconds;
  private final NumberReader reader = new NumberReader();
  private double[] sums = new double[0];
  private long[] counts = new long[0];

  /// @param seconds what `rate_sum` divides by
  SumState(FieldChoice fields, double seconds) {
    this.fields = fields;
    this.seconds = seconds;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    for (String field : fields.of(block)) {
      double[] numbers = reader.read(block.column(field), rows);
      if (rows.uniformGroup() >= 0) {
        addToOne(numbers, rows, rows.uniformGroup());
      } else {
        addToMany(numbers, rows);
      }
    }
  }

  private void addToOne(double[] numbers, Rows rows, int group) {
    int[] rowNumbers = rows.numbers();
    double sum = sums[group];
    long count = 0;
    for (int i = 0; i < rows.count(); i++) {
      double number = numbers[rowNumbers[i]];
      if (!Double.isNaN(number)) {
        sum += number;
        count++;
      }
    }
    sums[group] = sum;
    counts[group] += count;
  }

  private void addToMany(double[] numbers, Rows rows) {
    int[] rowNumbers = rows.numbers();
    int[] groups = rows.groups();
    int rowCount = rows.count();
    double[] sumOf = sums;
    long[] countOf = counts;
    for (int i = 0; i < rowCount; i++) {
      int row = rowNumbers[i];
      double number = numbers[row];
      if (!Double.isNaN(number)) {
        int group = groups[row];
        sumOf[group] += number;
        countOf[group]++;
      }
    }
  }

  @Override
  public void grow(int groupCount) {
    int length = Growth.length(sums.length, groupCount);
    if (length > sums.length) {
      sums = Arrays.copyOf(sums, length);
      counts = Arrays.copyOf(counts, length);
    }
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    SumState from = (SumState) other;
    for (int group = 0; group < groupOf.length; group++) {
      sums[groupOf[group]] += from.sums[group];
      counts[groupOf[group]] += from.counts[group];
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    double sum = counts[group] == 0 ? Double.NaN : sums[group];
    if (asked instanceof AvgFunc) {
      NumberText.append(sum / counts[group], out);
    } else if (asked instanceof RateSumFunc) {
      NumberText.append(sum / seconds, out);
    } else {
      NumberText.append(sum, out);
    }
  }

  @Override
  public void save(int group, ByteSink out) {
    out.putLong(Double.doubleToRawLongBits(sums[group]));
    out.putVarint(counts[group]);
  }

  @Override
  public void load(int group, ByteSource in) {
    sums[group] += Double.longBitsToDouble(in.getLong());
    counts[group] += in.getVarint();
  }

  @Override
  public long sizeBytes() {
    return 16L * sums.length;
  }
}
