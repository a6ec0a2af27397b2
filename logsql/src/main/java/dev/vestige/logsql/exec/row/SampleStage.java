package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.SelectedView;
import java.util.SplittableRandom;

/// `sample`: each row with the same probability.
final class SampleStage implements BlockSink {
  private final long rate;
  private final SplittableRandom[] randoms;
  private final BlockSink next;

  SampleStage(long rate, int workers, BlockSink next) {
    this.rate = rate;
    this.next = next;
    SplittableRandom random = new SplittableRandom();
    randoms = new SplittableRandom[workers];
    for (int worker = 0; worker < workers; worker++) {
      randoms[worker] = random.split();
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    SplittableRandom random = randoms[worker];
    Bitmap rows = block.selection().copy();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (random.nextLong(rate) != 0) {
        rows.clear(row);
      }
    }
    return rows.isEmpty() || next.accept(new SelectedView(block, rows), worker);
  }

  @Override
  public void finish() {
    next.finish();
  }
}
