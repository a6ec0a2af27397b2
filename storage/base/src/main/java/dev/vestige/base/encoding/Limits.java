package dev.vestige.base.encoding;

/// The bounds of this package.
final class Limits {
  /// Bytes of one [ByteSink]: the longest array that every virtual machine allocates.
  static final int SINK_BYTES_MAX = Integer.MAX_VALUE - 8;

  /// Entries of the dictionary of a [LongCodec] block: codes of a byte; with more, packed offsets
  /// are nearly as small, and building takes longer.
  static final int DICTIONARY_SIZE_MAX = 256;

  /// Blocks of 64 bytes of a [BloomFilter]: 64 MiB, far more than the words of one block of rows.
  static final int BLOOM_BLOCKS_MAX = 1 << 20;

  /// Keys of a shard of a [FingerprintFilter], on average: building needs 30 bytes for each.
  static final int FINGERPRINT_SHARD_KEYS = 1 << 18;

  /// Shards of a [FingerprintFilter]: as many as the longest array of hashes needs.
  static final int FINGERPRINT_SHARDS_MAX = 1 << 13;

  private Limits() {}
}
