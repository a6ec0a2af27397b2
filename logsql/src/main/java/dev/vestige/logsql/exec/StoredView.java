package dev.vestige.logsql.exec;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnVector;
import java.util.List;

/// The rows of a stored block that passed the query's filter.
public record StoredView(Block block, Bitmap selection) implements BlockView {
  @Override
  public int rows() {
    return block.rows();
  }

  @Override
  public ColumnVector column(String field) {
    return block.column(field);
  }

  @Override
  public List<String> fields() {
    return block.fields();
  }

  @Override
  public boolean mayContainWord(String field, ByteSlice word) {
    return block.mayContainWord(field, word);
  }
}
