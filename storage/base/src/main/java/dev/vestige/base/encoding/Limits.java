package dev.vestige.base.encoding;

/// The bounds of this package.
final class Limits {
  /// Bytes of one [ByteSink]: the longest array that every virtual machine allocates.
  static final int SINK_BYTES_MAX = Integer.MAX_VALUE - 8;

  /// Blocks of 64 bytes of a [BloomFilter]: 64 MiB, far more than the words of one block of rows.
  static final int BLOOM_BLOCKS_MAX = 1 << 20;

  private Limits() {}
}
