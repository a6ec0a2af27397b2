package dev.vestige.base.encoding;

/// The loops of [BitPacking] for longs. All take a count that is a multiple of eight, and may load,
/// but not use, up to 16 bytes after the last group of eight values.
final class LongUnpacking {
  private LongUnpacking() {}

  static void unpack(byte[] bytes, int from, int width, long[] target, int offset, int count) {
    if (width <= 8) {
      unpackOctets(bytes, from, width, target, offset, count);
    } else if (width <= 16) {
      unpackQuads(bytes, from, width, target, offset, count);
    } else if (width <= BitPacking.LOADABLE_WIDTH) {
      unpackSingles(bytes, from, width, target, offset, count);
    } else {
      unpackWide(bytes, from, width, target, offset, count);
    }
  }

  /// One load for eight values of at most 8 bits. Measured: 0.30 ns a value
  /// (`BitPackingBenchmark`).
  private static void unpackOctets(
      byte[] bytes, int from, int width, long[] target, int offset, int count) {
    long mask = BitPacking.mask(width);
    int at = from;
    for (int i = offset; i < offset + count; i += 8) {
      long word = LittleEndian.getLong(bytes, at);
      at += width;
      target[i] = word & mask;
      target[i + 1] = word >>> width & mask;
      target[i + 2] = word >>> (2 * width) & mask;
      target[i + 3] = word >>> (3 * width) & mask;
      target[i + 4] = word >>> (4 * width) & mask;
      target[i + 5] = word >>> (5 * width) & mask;
      target[i + 6] = word >>> (6 * width) & mask;
      target[i + 7] = word >>> (7 * width) & mask;
    }
  }

  /// Two loads for eight values of at most 16 bits; the second half begins at a byte or amid one.
  /// Measured: 0.32 to 0.39 ns a value.
  private static void unpackQuads(
      byte[] bytes, int from, int width, long[] target, int offset, int count) {
    long mask = BitPacking.mask(width);
    int half = width >>> 1;
    int shift = (width & 1) << 2;
    int at = from;
    for (int i = offset; i < offset + count; i += 8) {
      long low = LittleEndian.getLong(bytes, at);
      long high = LittleEndian.getLong(bytes, at + half) >>> shift;
      at += width;
      target[i] = low & mask;
      target[i + 1] = low >>> width & mask;
      target[i + 2] = low >>> (2 * width) & mask;
      target[i + 3] = low >>> (3 * width) & mask;
      target[i + 4] = high & mask;
      target[i + 5] = high >>> width & mask;
      target[i + 6] = high >>> (2 * width) & mask;
      target[i + 7] = high >>> (3 * width) & mask;
    }
  }

  /// One load for each value. Measured: 0.63 ns a value.
  private static void unpackSingles(
      byte[] bytes, int from, int width, long[] target, int offset, int count) {
    long mask = BitPacking.mask(width);
    long bit = (long) from << 3;
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      target[i] = LittleEndian.getLong(bytes, (int) (bit >>> 3)) >>> (bit & 7) & mask;
      bit += width;
    }
  }

  /// A load and a byte for each value: more bits than one load surely yields.
  private static void unpackWide(
      byte[] bytes, int from, int width, long[] target, int offset, int count) {
    long mask = BitPacking.mask(width);
    int at = from;
    for (int i = offset; i < offset + count; i += 8) {
      for (int j = 0, bit = 0; j < 8; j++, bit += width) {
        int start = at + (bit >>> 3);
        long low = LittleEndian.getLong(bytes, start) >>> (bit & 7);
        long high = (bytes[start + 8] & 0xFFL) << 1 << (63 - (bit & 7));
        target[i + j] = (low | high) & mask;
      }
      at += width;
    }
  }
}
