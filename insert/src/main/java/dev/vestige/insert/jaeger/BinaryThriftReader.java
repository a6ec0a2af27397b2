package dev.vestige.insert.jaeger;

import dev.vestige.base.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The binary protocol: fixed widths, the highest byte first.
final class BinaryThriftReader extends ThriftReader {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  BinaryThriftReader(ByteSlice body) {
    super(body);
  }

  @Override
  void enter() {
    // A struct has no head.
  }

  private int typeByte() {
    need(1);
    return bytes[at++];
  }

  @Override
  boolean nextField() {
    type = typeByte();
    if (type == STOP) {
      return false;
    }
    need(2);
    field = (short) SHORTS.get(bytes, at);
    at += 2;
    return true;
  }

  @Override
  boolean bool() {
    return typeByte() != 0;
  }

  @Override
  int i32() {
    need(4);
    int value = (int) INTS.get(bytes, at);
    at += 4;
    return value;
  }

  @Override
  long i64() {
    need(8);
    long value = (long) LONGS.get(bytes, at);
    at += 8;
    return value;
  }

  @Override
  double real() {
    return Double.longBitsToDouble(i64());
  }

  @Override
  ByteSlice binary() {
    return slice(i32());
  }

  @Override
  void beginList() {
    elementType = typeByte();
    size = elements(i32());
  }

  @Override
  void skipByte() {
    need(1);
    at++;
  }

  @Override
  void skipI16() {
    need(2);
    at += 2;
  }

  @Override
  void skipMap(int depth) {
    int keyType = typeByte();
    int valueType = typeByte();
    int pairs = elements(i32());
    for (int i = 0; i < pairs; i++) {
      skip(keyType, depth);
      skip(valueType, depth);
    }
  }
}
