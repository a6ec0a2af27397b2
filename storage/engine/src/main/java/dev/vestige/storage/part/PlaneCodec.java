package dev.vestige.storage.part;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;

/// Packs sequences of whole numbers: the smallest is taken off all, and what remains is split into
/// planes of equal-weight bytes, each compressed on its own when that makes it smaller. High bytes
/// hardly vary and shrink to nothing, low bytes of noise are stored as they are, and codes of
/// repeating patterns become back-references. Also packs plain bytes.
///
/// Layout: count varint, minimum zigzag, number of planes (0 to 8), then per plane a varint `length
/// * 2 + compressed` and the bytes.
///
/// Holds compression contexts: confined to one thread; close to free them.
final class PlaneCodec implements AutoCloseable {
  private static final int LEVEL = 1;

  private final ZstdCompressCtx compressor = new ZstdCompressCtx();
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
  private byte[] plane = new byte[1 << 14];
  private byte[] packed = new byte[1 << 15];
  private int sectionStart;

  PlaneCodec() {
    compressor.setLevel(LEVEL);
    compressor.setChecksum(false);
    compressor.setContentSize(false);
  }

  void packLongs(long[] values, int from, int to, ByteSink out) {
    int count = to - from;
    out.putVarint(count);
    if (count == 0) {
      return;
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int planes = planes(max - min);
    out.putZigzag(min);
    out.putByte(planes);
    reserve(count);
    for (int p = 0; p < planes; p++) {
      int shift = 8 * p;
      for (int i = 0; i < count; i++) {
        plane[i] = (byte) ((values[from + i] - min) >>> shift);
      }
      packBytes(plane, 0, count, out);
    }
  }

  void packInts(int[] values, int from, int to, ByteSink out) {
    int count = to - from;
    out.putVarint(count);
    if (count == 0) {
      return;
    }
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int planes = planes((long) max - min);
    out.putZigzag(min);
    out.putByte(planes);
    reserve(count);
    for (int p = 0; p < planes; p++) {
      int shift = 8 * p;
      for (int i = 0; i < count; i++) {
        plane[i] = (byte) ((values[from + i] - min) >>> shift);
      }
      packBytes(plane, 0, count, out);
    }
  }

  /// How many bytes hold an unsigned number.
  private static int planes(long span) {
    return (71 - Long.numberOfLeadingZeros(span)) >>> 3;
  }

  private void reserve(int count) {
    if (count > plane.length) {
      plane = new byte[count];
    }
  }

  /// Appends a varint `length * 2 + compressed` and the bytes, compressed when that saves at least
  /// one byte in sixteen.
  void packBytes(byte[] source, int offset, int length, ByteSink out) {
    int bound = (int) Zstd.compressBound(length);
    if (bound > packed.length) {
      packed = new byte[bound];
    }
    int size =
        length < 24
            ? length
            : compressor.compressByteArray(packed, 0, bound, source, offset, length);
    if (size < length - (length >>> 4)) {
      out.putVarint(size * 2L + 1);
      out.putBytes(packed, 0, size);
    } else {
      out.putVarint(length * 2L);
      out.putBytes(source, offset, length);
    }
  }

  /// Reads exactly `length` bytes that [#packBytes] wrote.
  void unpackBytes(ChunkSource in, byte[] target, int offset, int length) {
    int begin = in.position();
    int header = sectionHeader(in, length);
    int start = in.take(header >>> 1);
    if ((header & 1) == 0) {
      System.arraycopy(in.array(), start, target, offset, length);
      return;
    }
    decompress(in, start, header >>> 1, target, offset, length);
    in.unpacked(begin, target, offset, length);
  }

  /// The array that has `length` bytes that [#packBytes] wrote, from `sectionStart` on and until
  /// the next call: the chunk itself where they are not compressed.
  private byte[] section(ChunkSource in, int length) {
    int begin = in.position();
    int header = sectionHeader(in, length);
    sectionStart = in.take(header >>> 1);
    if ((header & 1) == 0) {
      return in.array();
    }
    reserve(length);
    decompress(in, sectionStart, header >>> 1, plane, 0, length);
    sectionStart = 0;
    in.unpacked(begin, plane, 0, length);
    return plane;
  }

  private static int sectionHeader(ChunkSource in, int length) {
    long header = in.varint();
    if ((header & 1) == 0 && header >>> 1 != length) {
      throw in.corrupt("plain bytes: " + (header >>> 1) + ", expected " + length);
    }
    return (int) Math.min(header, Integer.MAX_VALUE);
  }

  private void decompress(
      ChunkSource in, int start, int size, byte[] target, int offset, int length) {
    try {
      int got = decompressor.decompressByteArray(target, offset, length, in.array(), start, size);
      if (got != length) {
        throw in.corrupt("decompressed bytes: " + got + ", expected " + length);
      }
    } catch (com.github.luben.zstd.ZstdException e) {
      throw new VestigeException(
          dev.vestige.base.ErrorKind.CORRUPT,
          in.describe("cannot decompress " + size + " bytes: " + e.getMessage()),
          e);
    }
  }

  /// Reads a sequence that must have `count` numbers, into the start of `target`.
  void unpackLongs(ChunkSource in, long[] target, int count) {
    in.expectCount(count);
    if (count == 0) {
      return;
    }
    long min = in.zigzag();
    int planes = in.planes(8);
    if (planes == 0) {
      java.util.Arrays.fill(target, 0, count, min);
      return;
    }
    byte[] source = section(in, count);
    int start = sectionStart;
    for (int i = 0; i < count; i++) {
      target[i] = min + (source[start + i] & 0xFF);
    }
    for (int p = 1; p < planes; p++) {
      source = section(in, count);
      start = sectionStart;
      int shift = 8 * p;
      for (int i = 0; i < count; i++) {
        target[i] += (source[start + i] & 0xFFL) << shift;
      }
    }
  }

  void unpackInts(ChunkSource in, int[] target, int count) {
    in.expectCount(count);
    if (count == 0) {
      return;
    }
    int min = (int) in.zigzag();
    int planes = in.planes(4);
    if (planes == 0) {
      java.util.Arrays.fill(target, 0, count, min);
      return;
    }
    byte[] source = section(in, count);
    int start = sectionStart;
    for (int i = 0; i < count; i++) {
      target[i] = min + (source[start + i] & 0xFF);
    }
    for (int p = 1; p < planes; p++) {
      source = section(in, count);
      start = sectionStart;
      int shift = 8 * p;
      for (int i = 0; i < count; i++) {
        target[i] += (source[start + i] & 0xFF) << shift;
      }
    }
  }

  @Override
  public void close() {
    compressor.close();
    decompressor.close();
  }
}
