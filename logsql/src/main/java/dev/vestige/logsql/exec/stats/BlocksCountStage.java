package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.Bitmap;
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
  private final boolean isMerging;
  private final AtomicLong blocks = new AtomicLong();

  private BlocksCountStage(BlocksCountPipe pipe, BlockSink next, boolean isMerging) {
    this.pipe = pipe;
    this.next = next;
    this.isMerging = isMerging;
  }

  static BlocksCountStage of(BlocksCountPipe pipe, BlockSink next) {
    return new BlocksCountStage(pipe, next, false);
  }

  /// Adds up what nodes have counted.
  static BlocksCountStage merging(BlocksCountPipe pipe, BlockSink next) {
    return new BlocksCountStage(pipe, next, true);
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    if (isMerging) {
      Bitmap rows = block.selection();
      long[] counts = HitCounts.read(block.column(pipe.resultField()), rows);
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        blocks.addAndGet(counts[row]);
      }
    } else {
      blocks.incrementAndGet();
    }
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
