package dev.vestige.base.encoding;

import dev.vestige.base.VestigeException;

/// Reads what a [ByteSink] wrote, from a range of a byte array that may hold anything: what does
/// not fit is a [VestigeException] of kind CORRUPT that says what was read and where. Reusable by
/// [#reset(byte[], int, int)]; confined to one thread; the array stays the caller's.
public final class ByteSource {
  private final String what;
  private byte[] bytes;
  private int start;
  private int position;
  private int end;

  /// Reads a whole array.
  ///
  /// @param what names the bytes in messages, such as a file or a column
  public ByteSource(String what, byte[] bytes) {
    this(what, bytes, 0, bytes.length);
  }

  public ByteSource(String what, byte[] bytes, int offset, int length) {
    this.what = what;
    this.bytes = bytes;
    reset(bytes, offset, length);
  }

  /// Reads another range from now on.
  public void reset(byte[] newBytes, int offset, int length) {
    if (offset < 0 || length < 0 || offset > newBytes.length - length) {
      throw new IndexOutOfBoundsException(
          "source " + offset + "+" + length + " of an array of " + newBytes.length);
    }
    bytes = newBytes;
    start = offset;
    position = offset;
    end = offset + length;
  }

  /// The array that is read from.
  public byte[] array() {
    return bytes;
  }

  /// How many bytes of the range were read.
  public int position() {
    return position - start;
  }

  public int remaining() {
    return end - position;
  }

  /// Goes back or forth to a position inside the range.
  public void seek(int newPosition) {
    if (newPosition < 0 || newPosition > end - start) {
      throw corrupt("position " + newPosition + " is outside");
    }
    position = start + newPosition;
  }

  /// Passes over bytes.
  ///
  /// @return where in [#array()] they begin
  public int take(long length) {
    if (length < 0 || length > end - position) {
      throw corrupt(
          "needed " + Long.toUnsignedString(length) + " bytes more, has " + (end - position));
    }
    int at = position;
    position += (int) length;
    return at;
  }

  /// A byte as a number from 0 to 255.
  public int getByte() {
    return bytes[take(1)] & 0xFF;
  }

  /// Two bytes as a number from 0 to 65,535.
  public int getShort() {
    return LittleEndian.getShort(bytes, take(2));
  }

  public int getInt() {
    return LittleEndian.getInt(bytes, take(4));
  }

  public long getLong() {
    return LittleEndian.getLong(bytes, take(8));
  }

  /// Unsigned LEB128 of at most 64 bits.
  public long getVarint() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte next = bytes[take(1)];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    int last = getByte();
    if (last > 1) {
      throw corrupt("a number of more than 64 bits");
    }
    return value | (long) last << 63;
  }

  /// A varint that must not exceed a bound, such as a count or a length.
  ///
  /// @param name says what it counts, for the message
  public int getCount(String name, int max) {
    long value = getVarint();
    if (value < 0 || value > max) {
      throw corrupt(name + " is " + Long.toUnsignedString(value) + ", the most is " + max);
    }
    return (int) value;
  }

  public long getZigzag() {
    long value = getVarint();
    return value >>> 1 ^ -(value & 1);
  }

  public void getBytes(byte[] target, int offset, int length) {
    System.arraycopy(bytes, take(length), target, offset, length);
  }

  /// Fails when something is left that nobody asked for.
  public void requireEnd() {
    if (position != end) {
      throw corrupt((end - position) + " bytes are left over");
    }
  }

  /// The exception for bytes that cannot be right at the current position.
  public VestigeException corrupt(String reason) {
    return VestigeException.corrupt(
        "reading "
            + what
            + " at byte "
            + (position - start)
            + " of "
            + (end - start)
            + ": "
            + reason);
  }
}
