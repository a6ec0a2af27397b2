package dev.vestige.base.encoding;

import dev.vestige.base.VestigeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Walks the fields of a protobuf message in a byte array without objects in between: call
/// [#next()] until it returns false, and for each field either take its value or [#skip()] it.
/// Every read is checked against the end of the message; broken bytes give an INVALID_INPUT error
/// that names the offset. Reusable, confined to one thread.
public final class ProtoReader {
  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int BYTES = 2;
  public static final int FIXED32 = 5;

  private static final int GROUP_START = 3;
  private static final int GROUP_END = 4;
  private static final int GROUP_DEPTH_MAX = 64;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int field;
  private int wire;
  private int valueStart;
  private int valueLength;

  /// Starts at a message that fills the given range.
  public ProtoReader reset(byte[] source, int offset, int length) {
    bytes = source;
    at = offset;
    end = offset + length;
    return this;
  }

  /// Reads the next field's key; false at the end of the message.
  public boolean next() {
    if (at >= end) {
      return false;
    }
    long key = varint();
    field = (int) (key >>> 3);
    wire = (int) key & 7;
    if (key >>> 32 != 0 || field == 0) {
      throw broken("a field number out of range");
    }
    return true;
  }

  /// The number of the current field.
  public int field() {
    return field;
  }

  /// The wire type of the current field.
  public int wire() {
    return wire;
  }

  /// Where reading stands in the array.
  public int position() {
    return at;
  }

  public byte[] array() {
    return bytes;
  }

  /// Requires the current field's wire type.
  public void expect(int wireType) {
    if (wire != wireType) {
      throw broken("field " + field + " has wire type " + wire + ", expected " + wireType);
    }
  }

  public long varint() {
    int position = at;
    if (position < end && bytes[position] >= 0) {
      at = position + 1;
      return bytes[position];
    }
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= end) {
        throw broken("a number cut off by the end of its message");
      }
      byte b = bytes[position++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        at = position;
        return value;
      }
    }
    throw broken("a number of more than ten bytes");
  }

  /// The value of a varint field.
  public long number() {
    expect(VARINT);
    return varint();
  }

  public long fixed64() {
    expect(FIXED64);
    if (end - at < 8) {
      throw broken("a 64-bit number cut off by the end of its message");
    }
    long value = (long) LONGS.get(bytes, at);
    at += 8;
    return value;
  }

  public int fixed32() {
    expect(FIXED32);
    if (end - at < 4) {
      throw broken("a 32-bit number cut off by the end of its message");
    }
    int value = (int) INTS.get(bytes, at);
    at += 4;
    return value;
  }

  /// Takes a bytes, string or message field; its range is then in [#valueStart()] and
  /// [#valueLength()].
  public void bytes() {
    expect(BYTES);
    long length = varint();
    if (length < 0 || length > end - at) {
      throw broken("field " + field + " of " + length + " bytes, only " + (end - at) + " are left");
    }
    valueStart = at;
    valueLength = (int) length;
    at += valueLength;
  }

  public int valueStart() {
    return valueStart;
  }

  public int valueLength() {
    return valueLength;
  }

  /// Passes over the current field's value.
  public void skip() {
    skip(0);
  }

  private void skip(int depth) {
    switch (wire) {
      case VARINT -> varint();
      case FIXED64 -> fixed64();
      case BYTES -> bytes();
      case FIXED32 -> fixed32();
      case GROUP_START -> skipGroup(depth);
      default -> throw broken("unknown wire type " + wire);
    }
  }

  private void skipGroup(int depth) {
    int group = field;
    if (depth >= GROUP_DEPTH_MAX) {
      throw broken("groups nested deeper than " + GROUP_DEPTH_MAX);
    }
    while (next()) {
      if (wire == GROUP_END) {
        if (field != group) {
          throw broken("group " + group + " ended as group " + field);
        }
        return;
      }
      skip(depth + 1);
    }
    throw broken("group " + group + " without an end");
  }

  private VestigeException broken(String what) {
    return VestigeException.invalidInput("cannot read protobuf: " + what + " at byte " + at);
  }
}
