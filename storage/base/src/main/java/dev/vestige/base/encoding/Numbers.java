package dev.vestige.base.encoding;

/// A sequence of numbers taken as unsigned, handed out piece by piece so that it need not exist as
/// a whole.
@FunctionalInterface
interface Numbers {
  /// How many numbers are handed out at a time at most; a multiple of eight.
  int CHUNK_LENGTH = 512;

  /// Puts the numbers `from … from + length - 1` of the sequence at the beginning of the chunk.
  void fill(int from, int length, long[] chunk);

  static long[] newChunk(int count) {
    return new long[Math.min(count, CHUNK_LENGTH)];
  }
}
