package dev.vestige.logsql.exec;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.List;

/// The rows of a stored block that passed the query's filter. The block keeps the columns that were
/// decoded.
///
/// @param needed the fields that are listed: those that the stages read or return
public record StoredView(Block block, Bitmap selection, FieldSet needed) implements BlockView {
  @Override
  public int rows() {
    return block.rows();
  }

  @Override
  public ColumnVector column(String field) {
    return block.column(field);
  }

  /// Where the needed fields are known by name, the block is not asked for its own.
  @Override
  public List<String> fields() {
    if (needed.isAll()) {
      return block.fields();
    }
    return needed.wanted().stream().noneMatch(FieldPattern::isPrefix)
        ? needed.wanted().stream().map(FieldPattern::name).sorted().toList()
        : block.fields().stream().filter(needed::contains).toList();
  }

  @Override
  public BlockView only(Bitmap rows) {
    return new StoredView(block.only(rows), rows, needed);
  }

  @Override
  public int[] weights() {
    return block.weights();
  }

  @Override
  public ColumnSummary summary(String field) {
    return block.summary(field);
  }
}
