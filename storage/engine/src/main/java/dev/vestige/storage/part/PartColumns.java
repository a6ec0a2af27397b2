package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the columns of a part are. Immutable.
final class PartColumns {
  /// A column with its id, its key beside the text of it, its count and its place in the map.
  private static final long COLUMN_BYTES = 192;

  private final List<ColumnMeta> all;
  private final Map<ColumnId, ColumnMeta> byId = new HashMap<>();
  private final long sizeBytes;

  /// @throws VestigeException CORRUPT when a column is there twice
  PartColumns(String part, List<ColumnMeta> columns) {
    all = List.copyOf(columns);
    long size = 0;
    for (ColumnMeta column : all) {
      if (byId.put(column.id, column) != null) {
        throw VestigeException.corrupt("part " + part + " has column " + column.id + " twice");
      }
      long numbers = column.present.length + (column.isBundled() ? 0 : column.blockNumbers());
      size += COLUMN_BYTES + column.id.key().length() + Integer.BYTES * numbers;
    }
    sizeBytes = size;
  }

  List<ColumnMeta> all() {
    return all;
  }

  Optional<ColumnMeta> find(ColumnId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Bytes of memory, nearly.
  long sizeBytes() {
    return sizeBytes;
  }
}
