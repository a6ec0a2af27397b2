package dev.vestige.insert.jaeger;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;

/// Walks Thrift structs in a byte array: call [#nextField()] until it returns false, and for each
/// field either take its value or [#skip()] it; a struct inside is entered and left. Every read is
/// checked against the end of the bytes; lists cannot claim more elements than bytes are left.
/// Confined to one thread.
abstract sealed class ThriftReader permits BinaryThriftReader, CompactThriftReader {
  static final int STOP = 0;
  static final int BOOL = 2;
  static final int BYTE = 3;
  static final int DOUBLE = 4;
  static final int I16 = 6;
  static final int I32 = 8;
  static final int I64 = 10;
  static final int STRING = 11;
  static final int STRUCT = 12;
  static final int MAP = 13;
  static final int SET = 14;
  static final int LIST = 15;

  /// Levels of structs and lists that are skipped: skipping recurses.
  private static final int DEPTH_MAX = 64;

  final byte[] bytes;
  int at;
  final int end;

  int field;
  int type;

  // Of the container that was begun last.
  int size;
  int elementType;

  ThriftReader(ByteSlice body) {
    bytes = body.array();
    at = body.offset();
    end = at + body.length();
  }

  static ThriftReader of(ThriftProtocol protocol, ByteSlice body) {
    return switch (protocol) {
      case BINARY -> new BinaryThriftReader(body);
      case COMPACT -> new CompactThriftReader(body);
    };
  }

  /// Enters a struct: the next field is its first.
  abstract void enter();

  /// Reads the next field's number and type; false at the end of the struct, which is left.
  abstract boolean nextField();

  abstract boolean bool();

  abstract int i32();

  abstract long i64();

  abstract double real();

  /// The bytes of a string or binary value.
  abstract ByteSlice binary();

  /// Reads the head of a list or set.
  abstract void beginList();

  abstract void skipByte();

  abstract void skipI16();

  /// Skips the head of a map and each of its pairs.
  abstract void skipMap(int depth);

  /// The number of the current field.
  final int field() {
    return field;
  }

  /// Requires the current field's type.
  final void expect(int expected) {
    if (type != expected) {
      throw broken("field " + field + " has type " + type + ", expected " + expected);
    }
  }

  /// Begins a list of structs and returns how many there are.
  final int structs() {
    expect(LIST);
    beginList();
    if (size > 0 && elementType != STRUCT) {
      throw broken("a list of type " + elementType + ", expected structs");
    }
    return size;
  }

  /// Passes over the current field's value.
  final void skip() {
    skip(type, 0);
  }

  final void skip(int of, int depth) {
    if (depth > DEPTH_MAX) {
      throw broken("values nested deeper than " + DEPTH_MAX);
    }
    switch (of) {
      case BOOL -> bool();
      case BYTE -> skipByte();
      case DOUBLE -> real();
      case I16 -> skipI16();
      case I32 -> i32();
      case I64 -> i64();
      case STRING -> binary();
      case STRUCT -> {
        enter();
        while (nextField()) {
          skip(type, depth + 1);
        }
      }
      case LIST, SET -> {
        beginList();
        int elements = size;
        int elementsType = elementType;
        for (int i = 0; i < elements; i++) {
          skip(elementsType, depth + 1);
        }
      }
      case MAP -> skipMap(depth + 1);
      default -> throw broken("unknown type " + of);
    }
  }

  /// Requires so many bytes.
  final void need(int count) {
    if (count > end - at) {
      throw broken(count + " bytes wanted, " + (end - at) + " are left");
    }
  }

  /// Requires that a container can have so many elements, each of at least one byte.
  final int elements(long count) {
    if (count < 0 || count > end - at) {
      throw broken("a container of " + count + " elements, only " + (end - at) + " bytes are left");
    }
    return (int) count;
  }

  final ByteSlice slice(long length) {
    if (length < 0 || length > end - at) {
      throw broken("a value of " + length + " bytes, only " + (end - at) + " are left");
    }
    ByteSlice slice = new ByteSlice(bytes, at, (int) length);
    at += (int) length;
    return slice;
  }

  final VestigeException broken(String what) {
    return VestigeException.invalidInput("cannot read Thrift: " + what + " at byte " + at);
  }
}
