package dev.vestige.storage.part;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnVector;
import java.util.List;
import java.util.Map;

/// Rows that stand for all rows of a part as far as some of their fields go.
final class CountedRows implements Block {
  private final PartReader part;
  private final TenantId tenant;
  private final int[] weights;
  private final Map<String, ColumnVector> columns;

  /// Rows of weight 0 are none.
  CountedRows(PartReader part, TenantId tenant, int[] weights, Map<String, ColumnVector> columns) {
    this.part = part;
    this.tenant = tenant;
    this.weights = weights;
    this.columns = columns;
  }

  @Override
  public TenantId tenant() {
    return tenant;
  }

  @Override
  public int rows() {
    return weights.length;
  }

  @Override
  public Bitmap selection() {
    Bitmap rows = new Bitmap(weights.length);
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] > 0) {
        rows.set(row);
      }
    }
    return rows;
  }

  @Override
  public int[] weights() {
    return weights;
  }

  @Override
  public long minTimeNanos() {
    return part.summary().minTimeNanos();
  }

  @Override
  public long maxTimeNanos() {
    return part.summary().maxTimeNanos();
  }

  @Override
  public ColumnVector column(String field) {
    ColumnVector column = columns.get(field);
    if (column == null) {
      throw new VestigeException(
          ErrorKind.INTERNAL,
          "rows counted by " + columns.keySet() + " were asked for the field " + field);
    }
    return column;
  }

  @Override
  public List<String> fields() {
    return List.copyOf(columns.keySet());
  }
}
