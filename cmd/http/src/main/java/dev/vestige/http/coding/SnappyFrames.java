package dev.vestige.http.coding;

import dev.vestige.base.ByteSlice;
import java.util.zip.CRC32C;

/// Expands the snappy framing format: a stream identifier, then chunks of a type byte, a length of
/// three bytes and, where they hold data, a masked CRC-32C of the expanded bytes.
final class SnappyFrames {
  private static final int CHUNK_HEADER_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;

  /// The format allows at most 64 KiB of expanded bytes in a chunk.
  private static final int CHUNK_EXPANDED_BYTES_MAX = 1 << 16;

  private static final int COMPRESSED = 0x00;
  private static final int UNCOMPRESSED = 0x01;

  /// Types from here on may be skipped; those below, and above the two data types, may not.
  private static final int SKIPPABLE_MIN = 0x80;

  private SnappyFrames() {}

  /// Whether the stream identifier comes first. No block begins with these bytes: its first copy
  /// would reach before its begin.
  static boolean begins(ByteSlice input) {
    byte[] identifier = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
    return input.length() >= identifier.length
        && new ByteSlice(input.array(), input.offset(), identifier.length)
            .equals(ByteSlice.of(identifier));
  }

  /// The sum of all chunks; stops adding once it exceeds `lengthMax`.
  static int expandedLength(ByteSlice input, int lengthMax) {
    long length = 0;
    int end = input.offset() + input.length();
    for (int in = input.offset(); in < end && length <= lengthMax; ) {
      ByteSlice data = chunkAt(input, in);
      length += expandedChunkLength(input.array()[in] & 0xff, data);
      in = data.offset() + data.length();
    }
    return (int) length;
  }

  static void expand(ByteSlice input, byte[] output) {
    int out = 0;
    int end = input.offset() + input.length();
    for (int in = input.offset(); in < end; ) {
      int type = input.array()[in] & 0xff;
      ByteSlice data = chunkAt(input, in);
      in = data.offset() + data.length();
      int length = expandedChunkLength(type, data);
      if (type > UNCOMPRESSED) {
        continue;
      }
      ByteSlice payload = withoutChecksum(data);
      if (type == COMPRESSED) {
        Snappy.expand(payload, output, out, length);
      } else {
        System.arraycopy(payload.array(), payload.offset(), output, out, length);
      }
      verify(data, output, out, length);
      out += length;
    }
  }

  private static ByteSlice chunkAt(ByteSlice input, int in) {
    int end = input.offset() + input.length();
    if (end - in < CHUNK_HEADER_BYTES) {
      throw Snappy.broken("a chunk header is cut off");
    }
    int length = (int) Snappy.littleEndian(input.array(), in + 1, 3);
    if (length > end - in - CHUNK_HEADER_BYTES) {
      throw Snappy.broken("a chunk is cut off");
    }
    return new ByteSlice(input.array(), in + CHUNK_HEADER_BYTES, length);
  }

  private static int expandedChunkLength(int type, ByteSlice data) {
    if (type > UNCOMPRESSED) {
      if (type < SKIPPABLE_MIN) {
        throw Snappy.broken("a chunk of the unknown type " + type);
      }
      return 0;
    }
    ByteSlice payload = withoutChecksum(data);
    int length = type == COMPRESSED ? Snappy.expandedLength(payload) : payload.length();
    if (length > CHUNK_EXPANDED_BYTES_MAX) {
      throw Snappy.broken("a chunk of " + length + " bytes");
    }
    return length;
  }

  private static ByteSlice withoutChecksum(ByteSlice data) {
    if (data.length() < CHECKSUM_BYTES) {
      throw Snappy.broken("a chunk without checksum");
    }
    return new ByteSlice(
        data.array(), data.offset() + CHECKSUM_BYTES, data.length() - CHECKSUM_BYTES);
  }

  private static void verify(ByteSlice data, byte[] output, int out, int length) {
    CRC32C crc = new CRC32C();
    crc.update(output, out, length);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    if (masked != (int) Snappy.littleEndian(data.array(), data.offset(), CHECKSUM_BYTES)) {
      throw Snappy.broken("the checksum of a chunk does not match");
    }
  }
}
