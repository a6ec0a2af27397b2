package dev.vestige.logsql.exec;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import java.util.List;
import java.util.function.Predicate;

/// Another view with some of its fields gone.
public record KeptFieldsView(BlockView whole, Predicate<String> kept) implements BlockView {
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
    return kept.test(field)
        ? whole.column(field)
        : new ColumnVector.Constant(whole.rows(), ByteSlice.EMPTY);
  }

  @Override
  public List<String> fields() {
    return whole.fields().stream().filter(kept).toList();
  }

  @Override
  public boolean mayContainWord(String field, ByteSlice word) {
    return kept.test(field) && whole.mayContainWord(field, word);
  }
}
