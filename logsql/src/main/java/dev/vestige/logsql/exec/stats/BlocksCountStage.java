package dev.vestige.logsql.exec.stats;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.pipe.BlocksCountPipe;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// `blocks_count`: how many blocks came; nothing when none did.
final class BlocksCountStage implements BlockSink {
  private final BlocksCountPipe pipe;
  private final BlockSink next;
  private final AtomicLong blocks = new AtomicLong();

  BlocksCountStage(BlocksCountPipe pipe, BlockSink next) {
    this.pipe = pipe;
    this.next = next;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    blocks.incrementAndGet();
    return true;
  }

  @Override
  public void finish() {
    if (blocks.get() > 0) {
      long[] cell = {blocks.get()};
      ColumnVector column = new ColumnVector.Longs(cell, null, 1, NumberFormat.DECIMAL);
      next.accept(new ColumnsView(1, Map.of(pipe.resultField(), column)), 0);
    }
    next.finish();
  }
}
