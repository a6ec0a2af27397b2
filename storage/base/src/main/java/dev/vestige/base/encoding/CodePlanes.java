package dev.vestige.base.encoding;

/// Codes as zstd likes them: all low bytes, then all second bytes, and so on. Confined to one
/// thread.
final class CodePlanes {
  private final ZstdCodec zstd;
  private final ByteSink compressed = new ByteSink();
  private byte[] planes = new byte[0];

  CodePlanes(ZstdCodec zstd) {
    this.zstd = zstd;
  }

  void encode(int greatestCode, int[] codes, int offset, int count, ByteSink sink) {
    int bytesPerCode = (BitPacking.width(greatestCode) + 7) >>> 3;
    reserve(count, bytesPerCode);
    for (int plane = 0; plane < bytesPerCode; plane++) {
      int at = plane * count;
      int shift = plane << 3;
      for (int i = 0; i < count; i++) {
        planes[at + i] = (byte) (codes[offset + i] >>> shift);
      }
    }
    compressed.clear();
    int length = zstd.compress(planes, 0, count * bytesPerCode, compressed);
    sink.putByte(bytesPerCode);
    sink.putSized(compressed.array(), 0, length);
  }

  void decode(ByteSource source, int count, int[] target, int offset) {
    int bytesPerCode = source.getByte();
    if (bytesPerCode < 1 || bytesPerCode > Integer.BYTES) {
      throw source.corrupt("codes of " + bytesPerCode + " bytes");
    }
    reserve(count, bytesPerCode);
    int length = source.getCount("the length of the frame", Integer.MAX_VALUE);
    zstd.decompress(source, length, planes, 0, count * bytesPerCode);
    for (int i = 0; i < count; i++) {
      target[offset + i] = planes[i] & 0xFF;
    }
    for (int plane = 1; plane < bytesPerCode; plane++) {
      int from = plane * count;
      int shift = plane << 3;
      for (int i = 0; i < count; i++) {
        target[offset + i] |= (planes[from + i] & 0xFF) << shift;
      }
    }
  }

  private void reserve(int count, int bytesPerCode) {
    int length = Math.multiplyExact(count, bytesPerCode);
    if (planes.length < length) {
      planes = new byte[length];
    }
  }
}
