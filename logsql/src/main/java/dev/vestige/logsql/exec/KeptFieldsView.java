package dev.vestige.logsql.exec;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.List;
import java.util.Set;

/// Another view with some of its fields gone.
///
/// @param fields what is left, in the order of the whole
/// @param kept the same names, to be found quickly
public record KeptFieldsView(BlockView whole, List<String> fields, Set<String> kept)
    implements BlockView {
  public KeptFieldsView {
    fields = List.copyOf(fields);
    kept = Set.copyOf(kept);
  }

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
    return kept.contains(field)
        ? whole.column(field)
        : new ColumnVector.Constant(whole.rows(), ByteSlice.EMPTY);
  }

  @Override
  public boolean isGiven(String field) {
    return kept.contains(field) && whole.isGiven(field);
  }

  @Override
  public ColumnSummary summary(String field) {
    return kept.contains(field) ? whole.summary(field) : ColumnSummary.UNKNOWN;
  }
}
