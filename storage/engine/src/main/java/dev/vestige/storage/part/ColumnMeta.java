package dev.vestige.storage.part;

/// Where a column's chunks lie. The array belongs to the meta and is not changed.
final class ColumnMeta {
  final ColumnId id;
  final int kind;

  /// Where the chunk that tells of the dictionary's pages begins and how long it is.
  final long dictionaryOffset;

  final int dictionaryLength;

  /// Bytes of the pages, which follow that chunk.
  final int dictionaryPagesLength;

  final int dictionaryEntries;

  /// Bytes of the chunk behind the pages that counts the entries; 0 when there is none.
  final int countsLength;

  /// Bytes of the chunk behind the counts that tells in which blocks entries are; 0 when there is
  /// none.
  final int entryBlocksLength;

  /// How many spans have a value: of spans one number, of events and links one for the first, the
  /// second and so on. Empty when that was not counted.
  final int[] present;

  /// The values of each block that has some.
  final BlockChunks chunks;

  /// The words of values that stand in the rows, for blocks where that pays.
  final BlockChunks words;

  ColumnMeta(
      ColumnId id,
      int kind,
      long dictionaryOffset,
      int dictionaryLength,
      int dictionaryPagesLength,
      int dictionaryEntries,
      int countsLength,
      int entryBlocksLength,
      int[] present,
      BlockChunks chunks,
      BlockChunks words) {
    this.id = id;
    this.kind = kind;
    this.dictionaryOffset = dictionaryOffset;
    this.dictionaryLength = dictionaryLength;
    this.dictionaryPagesLength = dictionaryPagesLength;
    this.dictionaryEntries = dictionaryEntries;
    this.countsLength = countsLength;
    this.entryBlocksLength = entryBlocksLength;
    this.present = present;
    this.chunks = chunks;
    this.words = words;
  }

  /// Where the chunk begins that counts the entries.
  long countsOffset() {
    return dictionaryOffset + dictionaryLength + PartFormat.CHECKSUM_BYTES + dictionaryPagesLength;
  }

  /// Where the chunk begins that tells in which blocks entries are.
  long entryBlocksOffset() {
    return countsOffset() + (countsLength == 0 ? 0 : countsLength + PartFormat.CHECKSUM_BYTES);
  }

  /// Bytes of the column in the file.
  long sizeBytes() {
    long size = (long) dictionaryLength + dictionaryPagesLength + countsLength + entryBlocksLength;
    return size + chunks.sizeBytes() + words.sizeBytes();
  }
}
