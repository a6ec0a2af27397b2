package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Another view with some of its columns replaced and others added. A computed column has a value
/// for every row of the view, of which only those of selected rows count.
public record ChangedView(BlockView whole, Map<String, ColumnVector> changed) implements BlockView {
  @Override
  public int rows() {
    return whole.rows();
  }

  @Override
  public Bitmap selection() {
    return whole.selection();
  }

  @Override
  public ColumnVector column(String field) {
    ColumnVector column = changed.get(field);
    return column == null ? whole.column(field) : column;
  }

  @Override
  public List<String> fields() {
    SequencedSet<String> fields = new LinkedHashSet<>(whole.fields());
    fields.addAll(changed.keySet());
    return List.copyOf(fields);
  }

  @Override
  public boolean isGiven(String field) {
    return changed.containsKey(field) || whole.isGiven(field);
  }

  @Override
  public ColumnSummary summary(String field) {
    return changed.containsKey(field) ? ColumnSummary.UNKNOWN : whole.summary(field);
  }
}
