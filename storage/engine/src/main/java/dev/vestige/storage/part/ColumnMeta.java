package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /// The values of each block that has some; of a bundled column those of its whole bundle.
  final BlockChunks chunks;

  /// The words of values that stand in the rows, for blocks where that pays.
  final BlockChunks words;

  /// The number of a bundled column in its bundle.
  final int numberInBundle;

  private final @Nullable ValueBundle bundle;

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
    this.numberInBundle = 0;
    this.bundle = null;
  }

  private ColumnMeta(ColumnId id, int[] present, ValueBundle bundle, int numberInBundle) {
    this.id = id;
    this.kind = PartFormat.COLUMN_VALUES;
    this.dictionaryOffset = 0;
    this.dictionaryLength = 0;
    this.dictionaryPagesLength = 0;
    this.dictionaryEntries = 0;
    this.countsLength = 0;
    this.entryBlocksLength = 0;
    this.present = present;
    this.chunks = bundle.chunks();
    this.words = BlockChunks.NONE;
    this.numberInBundle = numberInBundle;
    this.bundle = bundle;
  }

  /// A column whose values stand in the chunks of a bundle.
  static ColumnMeta bundled(ColumnId id, int[] present, ValueBundle bundle, int numberInBundle) {
    return new ColumnMeta(id, present, bundle, numberInBundle);
  }

  /// What the column is in; empty when it has chunks of its own.
  Optional<ValueBundle> bundle() {
    return Optional.ofNullable(bundle);
  }

  boolean isBundled() {
    return bundle != null;
  }

  /// Appends what the footer says of [#present].
  void writePresent(PlaneCodec planes, ByteSink footer) {
    footer.putVarint(present.length);
    planes.packInts(present, 0, present.length, footer);
  }

  /// How many numbers tell where its own chunks are.
  long blockNumbers() {
    return (long) chunks.blocks() + words.blocks();
  }

  /// Where the chunk begins that counts the entries.
  long countsOffset() {
    return dictionaryOffset + dictionaryLength + PartFormat.CHECKSUM_BYTES + dictionaryPagesLength;
  }

  /// Where the chunk begins that tells in which blocks entries are.
  long entryBlocksOffset() {
    return countsOffset() + (countsLength == 0 ? 0 : countsLength + PartFormat.CHECKSUM_BYTES);
  }

  /// Bytes of the column in the file; of a bundled one an equal share of its bundle.
  long sizeBytes() {
    if (bundle != null) {
      return chunks.sizeBytes() / bundle.columns();
    }
    long size = (long) dictionaryLength + dictionaryPagesLength + countsLength + entryBlocksLength;
    return size + chunks.sizeBytes() + words.sizeBytes();
  }
}
