package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one chunk of a part with every bound checked; broken bytes give a CORRUPT error that names
/// the file and the place. Confined to one thread.
final class ChunkSource {
  /// What zstd makes of one byte at most: a block of 128 KB that repeats one byte takes four.
  private static final long EXPANSION_MAX = 1 << 15;

  private final Object name;
  private final byte[] bytes;
  private final int end;
  private int at;
  private @Nullable ByteSink plain;
  private int copied;

  /// @param name what prints as the chunk's name in errors
  ChunkSource(Object name, byte[] bytes, int from, int to) {
    this.name = name;
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  byte[] array() {
    return bytes;
  }

  /// The same chunk from here on.
  ChunkSource again() {
    return new ChunkSource(name, bytes, at, end);
  }

  /// Has the chunk written again while it is read, with nothing in it compressed: see [#plain()].
  void recordPlain() {
    plain = new ByteSink(2 * remaining());
    copied = at;
  }

  /// Notes what the bytes from `begin` on, passed over just now, are when unpacked.
  void unpacked(int begin, byte[] unpacked, int offset, int length) {
    ByteSink out = plain;
    if (out != null) {
      out.putBytes(bytes, copied, begin - copied);
      out.putVarint(length * 2L);
      out.putBytes(unpacked, offset, length);
      copied = at;
    }
  }

  /// The chunk with nothing compressed, once all of it was read; empty when nobody recorded it.
  Optional<byte[]> plain() {
    ByteSink out = plain;
    if (out == null) {
      return Optional.empty();
    }
    out.putBytes(bytes, copied, end - copied);
    plain = null;
    return Optional.of(out.toByteArray());
  }

  /// Whether the chunk is being written again, so that it has to be read to its end.
  boolean isRecorded() {
    return plain != null;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  int unsignedByte() {
    return bytes[take(1)] & 0xFF;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte b = bytes[take(1)];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw corrupt("a number of more than ten bytes");
  }

  long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A varint that must lie in `0 … max`.
  int count(int max, String what) {
    long value = varint();
    if (value < 0 || value > max) {
      throw corrupt(what + ": " + value + ", at most " + max + " expected");
    }
    return (int) value;
  }

  /// The size of bytes that follow and may be compressed.
  int unpackedSize(String what) {
    return unpackedSize(remaining(), what);
  }

  /// The size of bytes that stand in so many bytes elsewhere and may be compressed.
  int unpackedSize(int packed, String what) {
    long most = Math.min(packed * EXPANSION_MAX, Integer.MAX_VALUE - 64);
    return count((int) most, what);
  }

  void expectCount(int expected) {
    long count = varint();
    if (count != expected) {
      throw corrupt("values in a sequence: " + count + ", expected " + expected);
    }
  }

  int planes(int max) {
    int planes = unsignedByte();
    if (planes > max) {
      throw corrupt("byte planes: " + planes + ", at most " + max + " expected");
    }
    return planes;
  }

  /// Passes over `length` bytes and returns where they begin.
  int take(long length) {
    if (length < 0 || length > end - at) {
      throw corrupt(length + " bytes wanted, " + (end - at) + " left");
    }
    int start = at;
    at += (int) length;
    return start;
  }

  VestigeException corrupt(String what) {
    return VestigeException.corrupt(describe(what));
  }

  String describe(String what) {
    return "damaged chunk " + name + ": " + what + " (at byte " + at + " of " + end + ")";
  }
}
