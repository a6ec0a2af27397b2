package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;

/// Places of chunks of one kind, one for each block or none: they follow one another, so the first
/// place and their lengths tell the others. Four bytes a block, and none where there is no chunk at
/// all: a part with thousands of columns keeps two of these for each. Immutable.
final class BlockChunks {
  static final BlockChunks NONE = new BlockChunks(0, new int[0]);
  private static final long BYTES_MAX = 0xFFFF_FFFFL;

  private final long first;

  /// Where the chunk of a block ends, counted from the first place, as an unsigned number; the end
  /// of the one before where the block has none.
  private final int[] end;

  private BlockChunks(long first, int[] end) {
    this.first = first;
    this.end = end;
  }

  /// Chunks of these lengths from a place on; a length of 0 stands for no chunk.
  static BlockChunks of(long first, int[] length) {
    int[] end = new int[length.length];
    long bytes = 0;
    for (int block = 0; block < end.length; block++) {
      bytes += length[block] == 0 ? 0 : length[block] + (long) PartFormat.CHECKSUM_BYTES;
      end[block] = (int) bytes;
    }
    if (bytes > BYTES_MAX) {
      throw VestigeException.corrupt("chunks of " + bytes + " bytes, at most " + BYTES_MAX);
    }
    return bytes == 0 ? NONE : new BlockChunks(first, end);
  }

  private long start(int block) {
    return block == 0 ? 0 : Integer.toUnsignedLong(end[block - 1]);
  }

  /// Where the chunk of a block is that has one.
  long offset(int block) {
    return first + start(block);
  }

  /// The length of a block's chunk, 0 when it has none.
  int length(int block) {
    if (end.length == 0) {
      return 0;
    }
    long bytes = Integer.toUnsignedLong(end[block]) - start(block);
    return (int) Math.max(0, bytes - PartFormat.CHECKSUM_BYTES);
  }

  long sizeBytes() {
    long size = 0;
    for (int block = 0; block < end.length; block++) {
      size += length(block);
    }
    return size;
  }

  void write(int blocks, PlaneCodec planes, ByteSink footer) {
    int[] length = new int[blocks];
    for (int block = 0; block < blocks; block++) {
      length[block] = length(block);
    }
    planes.packInts(length, 0, blocks, footer);
    footer.putVarint(first);
  }

  /// Reads what [#write] wrote.
  static BlockChunks read(ChunkSource in, PlaneCodec planes, int blocks) {
    int[] length = new int[blocks];
    planes.unpackInts(in, length, blocks);
    long first = in.varint();
    for (int bytes : length) {
      if (bytes < 0) {
        throw in.corrupt("a chunk of " + bytes + " bytes");
      }
    }
    return of(first, length);
  }

  /// Where the last chunk with its checksum ends.
  long end() {
    return end.length == 0 ? first : first + Integer.toUnsignedLong(end[end.length - 1]);
  }

  /// Of how many blocks it knows the places; 0 when none has a chunk.
  int blocks() {
    return end.length;
  }

  boolean isEmpty() {
    return end.length == 0;
  }

  long first() {
    return first;
  }
}
