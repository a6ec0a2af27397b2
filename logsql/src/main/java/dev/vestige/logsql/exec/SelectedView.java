package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.List;

/// Some of the rows of another view.
public record SelectedView(BlockView whole, Bitmap selection) implements BlockView {
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
  public boolean isGiven(String field) {
    return whole.isGiven(field);
  }

  @Override
  public ColumnSummary summary(String field) {
    return whole.summary(field);
  }
}
