package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.SelectedView;
import java.util.List;

/// `drop_empty_fields`: rows without any value go. The empty fields of other rows are as good as
/// gone anyway.
final class DropEmptyStage implements BlockSink {
  private final BlockSink next;

  DropEmptyStage(BlockSink next) {
    this.next = next;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Bitmap empty = block.selection().copy();
    List<String> fields = block.fields();
    for (int i = 0; i < fields.size() && !empty.isEmpty(); i++) {
      empty = MergedColumn.emptyRows(block.column(fields.get(i)), empty);
    }
    if (empty.isEmpty()) {
      return next.accept(block, worker);
    }
    Bitmap rows = block.selection().copy();
    rows.andNot(empty);
    return rows.isEmpty() || next.accept(new SelectedView(block, rows), worker);
  }

  @Override
  public void finish() {
    next.finish();
  }
}
