package dev.vestige.storage.part;

/// Where a column's chunks lie.
///
/// The arrays belong to the meta and are not changed.
final class ColumnMeta {
  final ColumnId id;
  final int kind;
  final long dictionaryOffset;
  final int dictionaryLength;
  final int dictionaryEntries;
  final long[] offset;
  final int[] length;

  ColumnMeta(
      ColumnId id,
      int kind,
      long dictionaryOffset,
      int dictionaryLength,
      int dictionaryEntries,
      long[] offset,
      int[] length) {
    this.id = id;
    this.kind = kind;
    this.dictionaryOffset = dictionaryOffset;
    this.dictionaryLength = dictionaryLength;
    this.dictionaryEntries = dictionaryEntries;
    this.offset = offset;
    this.length = length;
  }

  /// Bytes of the column in the file.
  long sizeBytes() {
    long size = dictionaryLength;
    for (int bytes : length) {
      size += bytes;
    }
    return size;
  }
}
