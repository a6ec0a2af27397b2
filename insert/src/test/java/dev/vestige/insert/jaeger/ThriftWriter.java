package dev.vestige.insert.jaeger;

import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes Thrift structs in either protocol.
final class ThriftWriter {
  private static final int[] COMPACT_TYPES = {0, 0, 1, 3, 7, 0, 4, 0, 5, 0, 6, 8, 12, 11, 10, 9};

  private final ByteSink out = new ByteSink();
  private final boolean isCompact;
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  ThriftWriter(ThriftProtocol protocol) {
    isCompact = protocol == ThriftProtocol.COMPACT;
  }

  ByteSink out() {
    return out;
  }

  private void head(int field, int type, int compactType) {
    if (!isCompact) {
      out.putByte(type);
      out.putByte(field >>> 8);
      out.putByte(field);
      return;
    }
    if (field > last && field - last < 16) {
      out.putByte(((field - last) << 4) | compactType);
    } else {
      out.putByte(compactType);
      out.putZigzag(field);
    }
    last = field;
  }

  private void head(int field, int type) {
    head(field, type, COMPACT_TYPES[type]);
  }

  private void bigEndian(long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.putByte((int) (value >>> shift));
    }
  }

  ThriftWriter i32(int field, int value) {
    head(field, ThriftReader.I32);
    if (isCompact) {
      out.putZigzag(value);
    } else {
      bigEndian(value, 4);
    }
    return this;
  }

  ThriftWriter i64(int field, long value) {
    head(field, ThriftReader.I64);
    if (isCompact) {
      out.putZigzag(value);
    } else {
      bigEndian(value, 8);
    }
    return this;
  }

  ThriftWriter real(int field, double value) {
    head(field, ThriftReader.DOUBLE);
    long bits = Double.doubleToRawLongBits(value);
    bigEndian(isCompact ? Long.reverseBytes(bits) : bits, 8);
    return this;
  }

  ThriftWriter bool(int field, boolean value) {
    head(field, ThriftReader.BOOL, value ? 1 : 2);
    if (!isCompact) {
      out.putByte(value ? 1 : 0);
    }
    return this;
  }

  ThriftWriter text(int field, String value) {
    return binary(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ThriftWriter binary(int field, byte[] value) {
    head(field, ThriftReader.STRING);
    if (isCompact) {
      out.putVarint(value.length);
    } else {
      bigEndian(value.length, 4);
    }
    out.putBytes(value);
    return this;
  }

  ThriftWriter list(int field, int type, int size) {
    head(field, ThriftReader.LIST);
    if (!isCompact) {
      out.putByte(type);
      bigEndian(size, 4);
    } else if (size < 15) {
      out.putByte((size << 4) | COMPACT_TYPES[type]);
    } else {
      out.putByte(0xF0 | COMPACT_TYPES[type]);
      out.putVarint(size);
    }
    return this;
  }

  /// Begins a struct that is a field.
  ThriftWriter struct(int field) {
    head(field, ThriftReader.STRUCT);
    return begin();
  }

  /// Begins a struct that is an element of a list, or the outermost one.
  ThriftWriter begin() {
    outer.push(last);
    last = 0;
    return this;
  }

  ThriftWriter end() {
    out.putByte(0);
    last = outer.pop();
    return this;
  }
}
