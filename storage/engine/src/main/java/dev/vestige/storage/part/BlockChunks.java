package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;

/// Places of chunks of one kind, one for each block or none: they follow one another, so their
/// lengths and the first place tell the others. The arrays belong to it.
final class BlockChunks {
  private final long[] offset;
  private final int[] length;

  /// A length of 0 stands for no chunk.
  BlockChunks(long[] offset, int[] length) {
    this.offset = offset;
    this.length = length;
  }

  static BlockChunks none(int blocks) {
    return new BlockChunks(new long[blocks], new int[blocks]);
  }

  long offset(int block) {
    return offset[block];
  }

  int length(int block) {
    return length[block];
  }

  long sizeBytes() {
    long size = 0;
    for (int bytes : length) {
      size += bytes;
    }
    return size;
  }

  void write(PlaneCodec planes, ByteSink footer) {
    planes.packInts(length, 0, length.length, footer);
    long first = 0;
    for (int block = 0; block < length.length && first == 0; block++) {
      first = offset[block];
    }
    footer.putVarint(first);
  }
}
