package dev.vestige.storage.part;

/// Where a column's chunks lie.
///
/// The arrays belong to the meta and are not changed.
final class ColumnMeta {
  final ColumnId id;
  final int kind;

  /// Where the chunk that tells of the dictionary's pages begins and how long it is.
  final long dictionaryOffset;

  final int dictionaryLength;

  /// Bytes of the pages, which follow that chunk.
  final int dictionaryPagesLength;

  final int dictionaryEntries;
  final long[] offset;
  final int[] length;

  ColumnMeta(
      ColumnId id,
      int kind,
      long dictionaryOffset,
      int dictionaryLength,
      int dictionaryPagesLength,
      int dictionaryEntries,
      long[] offset,
      int[] length) {
    this.id = id;
    this.kind = kind;
    this.dictionaryOffset = dictionaryOffset;
    this.dictionaryLength = dictionaryLength;
    this.dictionaryPagesLength = dictionaryPagesLength;
    this.dictionaryEntries = dictionaryEntries;
    this.offset = offset;
    this.length = length;
  }

  /// Bytes of the column in the file.
  long sizeBytes() {
    long size = (long) dictionaryLength + dictionaryPagesLength;
    for (int bytes : length) {
      size += bytes;
    }
    return size;
  }
}
