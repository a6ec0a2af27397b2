package dev.vestige.logsql.exec;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Computed rows: all of them selected, columns in the order in which they were given.
public final class ColumnsView implements BlockView {
  private final int rows;
  private final Map<String, ColumnVector> columns;
  private final Bitmap selection;

  public ColumnsView(int rows, Map<String, ColumnVector> columns) {
    this.rows = rows;
    this.columns = new LinkedHashMap<>(columns);
    this.selection = Bitmap.full(rows);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public Bitmap selection() {
    return selection;
  }

  @Override
  public ColumnVector column(String field) {
    ColumnVector column = columns.get(field);
    return column == null ? new ColumnVector.Constant(rows, ByteSlice.EMPTY) : column;
  }

  @Override
  public List<String> fields() {
    return List.copyOf(columns.keySet());
  }
}
