package dev.vestige.select.insight;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.storage.ColumnVector;

/// Counts spans by the step of time in which they ended and by how long they lasted; each worker in
/// cells of its own.
public final class HeatCounts implements GatheredSink {
  public static final String NAME = "heatmap";

  /// Durations from a power of two of nanoseconds to the next are one row.
  static final int ROWS = 64;

  /// More are not told apart on a screen.
  static final int STEPS_MAX = 2_000;

  final long startNanos;
  final long stepNanos;
  final int steps;
  private final long[][] byWorker;

  HeatCounts(long startNanos, long stepNanos, int steps, int workers) {
    this.startNanos = startNanos;
    this.stepNanos = stepNanos;
    this.steps = steps;
    this.byWorker = new long[workers][steps * ROWS];
  }

  /// Makes one as another one described itself.
  ///
  /// @throws VestigeException CORRUPT when it did not
  public static HeatCounts read(ByteSource in, int workers) {
    long start = in.getLong();
    long step = in.getLong();
    int steps = in.getCount("steps", STEPS_MAX + 1);
    if (step <= 0) {
      throw in.corrupt("a step of " + step + " nanoseconds");
    }
    return new HeatCounts(start, step, steps, workers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void describe(ByteSink out) {
    out.putLong(startNanos);
    out.putLong(stepNanos);
    out.putVarint(steps);
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    if (block.column(FieldNames.TIME) instanceof ColumnVector.Longs times
        && block.column("duration") instanceof ColumnVector.Longs durations) {
      long[] cells = byWorker[worker];
      Bitmap rows = block.selection();
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        int step = (int) ((times.values()[row] - startNanos) / stepNanos);
        int power = 63 - Long.numberOfLeadingZeros(durations.values()[row] | 1);
        cells[step * ROWS + power]++;
      }
    }
    return true;
  }

  @Override
  public void finish() {}

  long count(int step, int power) {
    long count = 0;
    for (long[] cells : byWorker) {
      count += cells[step * ROWS + power];
    }
    return count;
  }

  /// Pairs of the distance to the cell before and its count.
  @Override
  public void save(ByteSink out) {
    int last = -1;
    for (int cell = 0; cell < steps * ROWS; cell++) {
      long count = count(cell / ROWS, cell % ROWS);
      if (count > 0) {
        out.putVarint(cell - last);
        out.putVarint(count);
        last = cell;
      }
    }
  }

  @Override
  public void merge(ByteSource in) {
    int cell = -1;
    while (in.remaining() > 0) {
      cell += in.getCount("the distance of a cell", steps * ROWS - 1 - cell);
      if (cell < 0) {
        throw in.corrupt("a cell before the first one");
      }
      byWorker[0][cell] += in.getVarint();
    }
  }
}
