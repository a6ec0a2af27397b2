package dev.vestige.insert.jaeger;

import dev.vestige.base.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/// The compact protocol: zigzag varints, field numbers as steps from the one before, booleans
/// inside the type.
final class CompactThriftReader extends ThriftReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int TRUE_CODE = 1;
  private static final int FALSE_CODE = 2;

  /// The types of the other protocol by the codes of this one; -1 where there is none.
  private static final int[] TYPES = {
    STOP, BOOL, BOOL, BYTE, I16, I32, I64, DOUBLE, STRING, LIST, SET, MAP, STRUCT, -1, -1, -1
  };

  private final Deque<Integer> outerFields = new ArrayDeque<>();
  private int lastField;

  /// The boolean that the current field's type carries; elements of lists have a byte instead.
  private int fieldBool;

  CompactThriftReader(ByteSlice body) {
    super(body);
  }

  @Override
  void enter() {
    outerFields.push(lastField);
    lastField = 0;
    fieldBool = 0;
  }

  private int octet() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = octet();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw broken("a number of more than ten bytes");
  }

  private int type(int code) {
    int found = TYPES[code];
    if (found < 0) {
      throw broken("unknown type code " + code);
    }
    return found;
  }

  @Override
  boolean nextField() {
    int head = octet();
    if (head == STOP) {
      lastField = outerFields.pop();
      return false;
    }
    int code = head & 15;
    int step = head >>> 4;
    type = type(code);
    field = step == 0 ? (short) i64() : lastField + step;
    lastField = field;
    fieldBool = code == TRUE_CODE || code == FALSE_CODE ? code : 0;
    return true;
  }

  @Override
  boolean bool() {
    int code = fieldBool == 0 ? octet() : fieldBool;
    fieldBool = 0;
    return code == TRUE_CODE;
  }

  @Override
  int i32() {
    return (int) i64();
  }

  @Override
  long i64() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  @Override
  double real() {
    need(8);
    long bits = (long) LONGS.get(bytes, at);
    at += 8;
    return Double.longBitsToDouble(bits);
  }

  @Override
  ByteSlice binary() {
    return slice(varint());
  }

  @Override
  void beginList() {
    int head = octet();
    elementType = type(head & 15);
    size = elements(head >>> 4 == 15 ? varint() : head >>> 4);
  }

  @Override
  void skipByte() {
    octet();
  }

  @Override
  void skipI16() {
    varint();
  }

  @Override
  void skipMap(int depth) {
    int pairs = elements(varint());
    if (pairs == 0) {
      return;
    }
    int types = octet();
    for (int i = 0; i < pairs; i++) {
      skip(type(types >>> 4), depth);
      skip(type(types & 15), depth);
    }
  }
}
