package dev.vestige.base.encoding;

import java.util.Arrays;
import java.util.Objects;

/// Numbers of the same small width, bit by bit: value i takes the bits `i * width` to `(i + 1) *
/// width - 1` of a little-endian stream, in which bit b is bit `b & 7` of byte `b >> 3`. The last
/// byte is filled up with zero bits. A width of 0 stores nothing and reads zeros.
public final class BitPacking {
  /// The most bits that one load of eight bytes yields at any bit of its first byte.
  static final int LOADABLE_WIDTH = 57;

  private BitPacking() {}

  /// The bits that a number needs, taken as unsigned; 0 for 0.
  public static int width(long unsignedMax) {
    return 64 - Long.numberOfLeadingZeros(unsignedMax);
  }

  /// How many bytes so many values take.
  public static long packedBytes(int count, int width) {
    return ((long) count * width + 7) >>> 3;
  }

  /// Appends `values[offset] … values[offset + count - 1]`, the low `width` bits of each, 0 to 32.
  public static void pack(int[] values, int offset, int count, int width, ByteSink sink) {
    Objects.checkFromIndexSize(offset, count, values.length);
    int at = sink.position();
    byte[] bytes = reserve(sink, count, width, Integer.SIZE);
    long mask = mask(width);
    long pending = 0;
    int pendingBits = 0;
    for (int i = offset; i < offset + count; i++) {
      long value = values[i] & mask;
      pending |= value << pendingBits;
      pendingBits += width;
      if (pendingBits >= 64) {
        LittleEndian.putLong(bytes, at, pending);
        at += 8;
        pendingBits -= 64;
        pending = pendingBits == 0 ? 0 : value >>> (width - pendingBits);
      }
    }
    putRest(bytes, at, pending, pendingBits);
  }

  /// Appends `values[offset] … values[offset + count - 1]`, the low `width` bits of each, 0 to 64.
  public static void pack(long[] values, int offset, int count, int width, ByteSink sink) {
    Objects.checkFromIndexSize(offset, count, values.length);
    int at = sink.position();
    byte[] bytes = reserve(sink, count, width, Long.SIZE);
    long mask = mask(width);
    long pending = 0;
    int pendingBits = 0;
    for (int i = offset; i < offset + count; i++) {
      long value = values[i] & mask;
      pending |= value << pendingBits;
      pendingBits += width;
      if (pendingBits >= 64) {
        LittleEndian.putLong(bytes, at, pending);
        at += 8;
        pendingBits -= 64;
        pending = pendingBits == 0 ? 0 : value >>> (width - pendingBits);
      }
    }
    putRest(bytes, at, pending, pendingBits);
  }

  private static byte[] reserve(ByteSink sink, int count, int width, int widthMax) {
    Objects.checkIndex(width, widthMax + 1);
    int length = Math.toIntExact(packedBytes(count, width));
    byte[] bytes = sink.reserve(length);
    sink.advance(length);
    return bytes;
  }

  private static void putRest(byte[] bytes, int at, long pending, int pendingBits) {
    long rest = pending;
    for (int i = 0; i < pendingBits; i += 8) {
      bytes[at + (i >>> 3)] = (byte) rest;
      rest >>>= 8;
    }
  }

  /// Reads `count` values of 0 to 32 bits into `target` from `offset` on.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when the source has less
  public static void unpack(ByteSource source, int width, int[] target, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, target.length);
    Objects.checkIndex(width, Integer.SIZE + 1);
    if (width == 0) {
      Arrays.fill(target, offset, offset + count, 0);
      return;
    }
    int at = source.take(packedBytes(count, width));
    byte[] bytes = source.array();
    int fast = fastCount(bytes.length - at, width, count);
    IntUnpacking.unpack(bytes, at, width, target, offset, fast);
    for (int i = fast; i < count; i++) {
      target[offset + i] = (int) getSlowly(bytes, at, width, i);
    }
  }

  /// Reads `count` values of 0 to 64 bits into `target` from `offset` on.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when the source has less
  public static void unpack(ByteSource source, int width, long[] target, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, target.length);
    Objects.checkIndex(width, Long.SIZE + 1);
    if (width == 0) {
      Arrays.fill(target, offset, offset + count, 0);
      return;
    }
    int at = source.take(packedBytes(count, width));
    byte[] bytes = source.array();
    int fast = fastCount(bytes.length - at, width, count);
    LongUnpacking.unpack(bytes, at, width, target, offset, fast);
    for (int i = fast; i < count; i++) {
      target[offset + i] = getSlowly(bytes, at, width, i);
    }
  }

  /// How many values, a multiple of eight, are read without a load reaching past the array. Groups
  /// of eight values take `width` bytes, and no load ends more than 16 bytes after its group.
  private static int fastCount(int available, int width, int count) {
    int groups = Math.max(0, available - 16) / width;
    return (int) Math.min(count & -8, 8L * groups);
  }

  /// Value number `index` of those packed from byte `from` on. Looks only at bytes that belong to
  /// it.
  public static long get(byte[] bytes, int from, int width, int index) {
    long bit = (long) index * width;
    int at = from + (int) (bit >>> 3);
    if (width <= LOADABLE_WIDTH && at <= bytes.length - 8) {
      return LittleEndian.getLong(bytes, at) >>> (bit & 7) & mask(width);
    }
    return getSlowly(bytes, from, width, index);
  }

  private static long getSlowly(byte[] bytes, int from, int width, int index) {
    long bit = (long) index * width;
    long end = bit + width;
    long value = 0;
    int have = 0;
    for (long b = bit & -8; b < end; b += 8) {
      long next = bytes[from + (int) (b >>> 3)] & 0xFFL;
      if (b < bit) {
        value = next >>> (bit - b);
        have = 8 - (int) (bit - b);
      } else {
        value |= next << have;
        have += 8;
      }
    }
    return value & mask(width);
  }

  static long mask(int width) {
    return width == 0 ? 0 : -1L >>> (64 - width);
  }
}
