package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
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
    Bitmap rows = block.selection().copy();
    rows.andNot(empty);
    return rows.isEmpty() || next.accept(new FilledView(block, rows), worker);
  }

  /// Rows that no field was given to for nothing.
  private record FilledView(BlockView whole, Bitmap selection) implements BlockView {
    @Override
    public int rows() {
      return whole.rows();
    }

    @Override
    public ColumnVector column(String field) {
      return whole.column(field);
    }

    @Override
    public List<String> fields() {
      return whole.fields();
    }

    @Override
    public ColumnSummary summary(String field) {
      return whole.summary(field);
    }
  }

  @Override
  public void finish() {
    next.finish();
  }
}
