package dev.vestige.base.encoding;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.Arrays;
import java.util.Locale;

/// A growing byte array to write into. Numbers are little endian. Reusable after [#clear()];
/// confined to one thread; the array belongs to the sink and changes when it grows.
public final class ByteSink {
  private byte[] bytes;
  private int position;

  public ByteSink() {
    this(256);
  }

  public ByteSink(int initialBytes) {
    bytes = new byte[Math.max(16, initialBytes)];
  }

  public void clear() {
    position = 0;
  }

  /// How many bytes have been written.
  public int position() {
    return position;
  }

  /// Forgets what was written after the given position.
  public void truncate(int toPosition) {
    position = Math.min(position, toPosition);
  }

  /// The array written so far into; valid up to [#position()] and until the next write.
  public byte[] array() {
    return bytes;
  }

  public ByteSlice slice() {
    return new ByteSlice(bytes, 0, position);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, position);
  }

  /// Makes room and returns the array, to be written from [#position()] on; then [#advance(int)].
  public byte[] reserve(int length) {
    if (length > bytes.length - position) {
      grow(length);
    }
    return bytes;
  }

  public void advance(int length) {
    position += length;
  }

  private void grow(int length) {
    long needed = (long) position + length;
    if (needed > Limits.SINK_BYTES_MAX) {
      throw new VestigeException(
          ErrorKind.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "writing %d bytes after %d: a block of bytes holds at most %d",
              length,
              position,
              Limits.SINK_BYTES_MAX));
    }
    long wanted = Math.max(bytes.length * 2L, needed);
    bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Limits.SINK_BYTES_MAX));
  }

  public void putByte(int value) {
    if (position == bytes.length) {
      grow(1);
    }
    bytes[position++] = (byte) value;
  }

  public void putBytes(byte[] source) {
    putBytes(source, 0, source.length);
  }

  public void putBytes(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, position, length);
    position += length;
  }

  /// The low two bytes of the value.
  public void putShort(int value) {
    reserve(2);
    LittleEndian.putShort(bytes, position, value);
    position += 2;
  }

  public void putInt(int value) {
    reserve(4);
    LittleEndian.putInt(bytes, position, value);
    position += 4;
  }

  public void putLong(long value) {
    reserve(8);
    LittleEndian.putLong(bytes, position, value);
    position += 8;
  }

  /// Overwrites four bytes written before.
  public void setInt(int at, int value) {
    LittleEndian.putInt(bytes, at, value);
  }

  /// Unsigned LEB128.
  public void putVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  /// Signed numbers near zero in few bytes.
  public void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  /// A length as varint, then the bytes.
  public void putSized(byte[] source, int offset, int length) {
    putVarint(length);
    putBytes(source, offset, length);
  }
}
