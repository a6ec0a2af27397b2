package dev.vestige.base.encoding;

import com.dynatrace.hash4j.hashing.Hasher64;

/// Hashes of byte ranges and numbers. None of them withstands somebody who looks for collisions: a
/// collision must cost time or space at most. What is stored depends on them, so they never change.
public final class Hashing {
  private static final Hasher64 XXH64 = com.dynatrace.hash4j.hashing.Hashing.xxh64();
  private static final Hasher64 XXH3 = com.dynatrace.hash4j.hashing.Hashing.xxh3_64();

  private Hashing() {}

  /// XXH64 with seed 0, for what must equal the hashes of other programs.
  public static long xxh64(byte[] bytes, int offset, int length) {
    return XXH64.hashBytesToLong(bytes, offset, length);
  }

  /// XXH64 with seed 0 of the sixteen bytes of two little-endian numbers.
  public static long xxh64(long first, long second) {
    return XXH64.hashLongLongToLong(first, second);
  }

  /// XXH3 of 64 bits with seed 0, for everything else: 16 bytes take 4.7 ns, 64 bytes 7.9 (XXH64:
  /// 5.5 and 13).
  public static long xxh3(byte[] bytes, int offset, int length) {
    return XXH3.hashBytesToLong(bytes, offset, length);
  }

  /// XXH3 of the sixteen bytes of two little-endian numbers, such as the halves of a trace id.
  public static long xxh3(long first, long second) {
    return XXH3.hashLongLongToLong(first, second);
  }

  /// Spreads the bits of a number over all 64: a bijection, so different numbers stay different.
  /// These are the last steps of MurmurHash3 with the constants of SplitMix64.
  public static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
