package dev.vestige.logsql.exec.order;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.SelectedView;
import java.util.concurrent.atomic.AtomicLong;

/// `limit` and `offset`: passes on the rows from one place to another in the order in which they
/// come.
final class SliceStage implements BlockSink {
  private final long offset;
  private final long limit;
  private final BlockSink next;
  private final AtomicLong seen = new AtomicLong();

  SliceStage(long offset, long limit, BlockSink next) {
    this.offset = offset;
    this.limit = limit;
    this.next = next;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Bitmap rows = block.selection();
    int count = rows.cardinality();
    long first = seen.getAndAdd(count);
    long end = limit == Long.MAX_VALUE ? Long.MAX_VALUE : offset + limit;
    if (first >= end) {
      return false;
    }
    if (first + count <= offset) {
      return true;
    }
    boolean more = true;
    if (first >= offset && first + count <= end) {
      more = next.accept(block, worker);
    } else {
      more = next.accept(new SelectedView(block, slice(rows, first, end)), worker);
    }
    return more && first + count < end;
  }

  private Bitmap slice(Bitmap rows, long first, long end) {
    Bitmap slice = new Bitmap(rows.length());
    long place = first;
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1), place++) {
      if (place >= offset && place < end) {
        slice.set(row);
      }
    }
    return slice;
  }

  @Override
  public void finish() {
    next.finish();
  }
}
