package dev.vestige.http.coding;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;

/// Expands the snappy block format: the expanded length as a varint, then elements whose lowest two
/// bits say literal or copy of what was written before, with 1, 2 or 4 bytes of offset.
final class Snappy {
  /// The densest element is a copy of 64 bytes in three bytes, so no valid block exceeds this.
  private static final int RATIO_MAX = 22;

  private Snappy() {}

  /// What the block claims to expand to, checked to be possible.
  static int expandedLength(ByteSlice block) {
    long length = 0;
    int count = Math.min(5, block.length());
    for (int i = 0; i < count; i++) {
      byte b = block.array()[block.offset() + i];
      length |= (b & 0x7fL) << (7 * i);
      if (b >= 0) {
        if (length > (long) RATIO_MAX * block.length()) {
          throw broken("claims " + length + " bytes in a block of " + block.length());
        }
        return (int) length;
      }
    }
    throw broken("no length at its begin");
  }

  /// Writes exactly `length` bytes, or throws.
  static void expand(ByteSlice block, byte[] output, int outputOffset, int length) {
    byte[] input = block.array();
    int end = block.offset() + block.length();
    int in = block.offset();
    while (input[in++] < 0) {
      // The length was read by expandedLength.
    }
    int out = outputOffset;
    int outEnd = outputOffset + length;
    while (in < end) {
      int tag = input[in++] & 0xff;
      int kind = tag & 3;
      if (kind == 0) {
        int extra = Math.max(0, (tag >>> 2) - 59);
        require(extra <= end - in, "a literal is cut off");
        long count = 1 + (extra == 0 ? tag >>> 2 : littleEndian(input, in, extra));
        in += extra;
        require(count <= end - in && count <= outEnd - out, "a literal is longer than its block");
        System.arraycopy(input, in, output, out, (int) count);
        in += (int) count;
        out += (int) count;
        continue;
      }
      int offsetBytes = kind == 3 ? 4 : kind;
      require(offsetBytes <= end - in, "a copy is cut off");
      int count = kind == 1 ? 4 + (tag >>> 2 & 7) : 1 + (tag >>> 2);
      long offset = littleEndian(input, in, offsetBytes) | (kind == 1 ? (tag & 0xe0L) << 3 : 0);
      in += offsetBytes;
      require(
          offset > 0 && offset <= out - outputOffset && count <= outEnd - out,
          "a copy reaches out of the block");
      copy(output, out, (int) offset, count);
      out += count;
    }
    require(out == outEnd, "the block ends early");
  }

  private static void copy(byte[] output, int out, int offset, int count) {
    if (offset >= count) {
      System.arraycopy(output, out - offset, output, out, count);
    } else {
      for (int i = out; i < out + count; i++) {
        output[i] = output[i - offset];
      }
    }
  }

  static long littleEndian(byte[] bytes, int offset, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[offset + i] & 0xffL) << (8 * i);
    }
    return value;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw broken(problem);
    }
  }

  static VestigeException broken(String problem) {
    return Decompressor.broken(Coding.SNAPPY, problem);
  }
}
