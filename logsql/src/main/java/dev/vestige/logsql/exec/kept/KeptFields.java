package dev.vestige.logsql.exec.kept;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/// The fields of the rows of one block, sorted by name, and their values as rows keep them.
/// Confined to one worker while values are taken from the block.
public final class KeptFields {
  public static final KeptFields NONE = new KeptFields(List.of());

  private final List<String> names;
  private final List<ColumnVector> columns = new ArrayList<>();
  private final ByteSink value = new ByteSink();
  private final ByteSink row = new ByteSink();

  private KeptFields(List<String> names) {
    this.names = names;
  }

  public static KeptFields of(BlockView block) {
    return of(block, block.fields());
  }

  public static KeptFields of(BlockView block, List<String> fields) {
    KeptFields kept = new KeptFields(fields.stream().sorted().toList());
    for (String name : kept.names) {
      kept.columns.add(block.column(name));
    }
    return kept;
  }

  /// For rows that are made up: their values are given as `values` writes them.
  public static KeptFields named(List<String> names) {
    return new KeptFields(List.copyOf(names));
  }

  public List<String> names() {
    return names;
  }

  /// The values of a row of the block that are not empty: for each the number of its name, its
  /// length, and its text.
  public byte[] values(int place) {
    row.clear();
    for (int i = 0; i < columns.size(); i++) {
      value.clear();
      columns.get(i).appendText(place, value);
      if (value.position() > 0) {
        row.putVarint(i);
        row.putSized(value.array(), 0, value.position());
      }
    }
    return row.toByteArray();
  }

  /// The block is gone; rows that were kept still need the names.
  public void release() {
    columns.clear();
  }
}
