package dev.vestige.base.encoding;

/// Where the keys of one shard of a [FingerprintFilter] have their places.
///
/// @param attempt which of the possible mixes of the hashes this is
/// @param segments how many segments the first place of a key may be in; there are two more
/// @param offset where the fingerprints begin
record FingerprintShard(int attempt, int segmentLengthLog, int segments, long offset) {
  private static final int SEGMENT_LENGTH_LOG_MAX = 18;

  /// The shape for so many keys, by the formulas that the authors found by experiment.
  static FingerprintShard forKeys(int keys, int attempt, long offset) {
    double logarithm = Math.log(Math.max(2, keys));
    int segmentLengthLog =
        Math.min(SEGMENT_LENGTH_LOG_MAX, (int) (logarithm / Math.log(3.33) + 2.25));
    double sizeFactor = Math.max(1.125, 0.875 + 0.25 * Math.log(1_000_000) / logarithm);
    long places = Math.round(keys * sizeFactor);
    int segments = (int) ((places + (1L << segmentLengthLog) - 1) >>> segmentLengthLog) - 2;
    return new FingerprintShard(attempt, segmentLengthLog, Math.max(1, segments), offset);
  }

  boolean isPossible() {
    return segmentLengthLog >= 0
        && segmentLengthLog <= SEGMENT_LENGTH_LOG_MAX
        && segments > 0
        && length() <= Integer.MAX_VALUE;
  }

  /// How many places there are, a byte each.
  long length() {
    return (segments + 2L) << segmentLengthLog;
  }

  long key(long hash) {
    return Hashing.mix(hash + Hashing.mix(attempt));
  }

  static byte fingerprint(long key) {
    return (byte) (key ^ key >>> 32);
  }

  int first(long key) {
    return (int) Math.unsignedMultiplyHigh(key, (long) segments << segmentLengthLog);
  }

  int second(long key, int first) {
    int length = 1 << segmentLengthLog;
    return (first + length) ^ ((int) (key >>> 18) & (length - 1));
  }

  int third(long key, int first) {
    int length = 1 << segmentLengthLog;
    return (first + 2 * length) ^ ((int) key & (length - 1));
  }
}
