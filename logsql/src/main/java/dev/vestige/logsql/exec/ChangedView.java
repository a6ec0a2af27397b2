package dev.vestige.logsql.exec;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    List<String> fields = new ArrayList<>(whole.fields());
    for (String field : changed.keySet()) {
      if (!fields.contains(field)) {
        fields.add(field);
      }
    }
    return fields;
  }

  @Override
  public boolean mayContainWord(String field, ByteSlice word) {
    return changed.containsKey(field) || whole.mayContainWord(field, word);
  }
}
