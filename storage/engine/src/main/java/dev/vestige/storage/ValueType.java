package dev.vestige.storage;

import dev.vestige.base.VestigeException;

/// What an attribute value was when it came in. LogsQL sees the text of a value; Jaeger and OTLP
/// answers give the type back.
///
/// The bytes of a value by type: `STRING` and `BYTES` as they are, `BOOL` one byte, `INT` and
/// `DOUBLE` eight bytes little endian, `ARRAY` and `KVLIST` the OTLP `AnyValue` message.
public enum ValueType {
  /// No value: the row does not have the field.
  ABSENT(0),
  /// The attribute is there but carries no value.
  NULL(1),
  STRING(2),
  BOOL(3),
  INT(4),
  DOUBLE(5),
  BYTES(6),
  ARRAY(7),
  /// A nested list of keys; LogsQL sees its leaves, which stand beside it as [#LEAF] values.
  KVLIST(8);

  /// Added to a type's code when the value is a leaf of a `KVLIST` and exists for LogsQL only.
  public static final int LEAF = 0x10;

  /// One more than the highest code.
  public static final int CODES = 9;

  private final int code;

  ValueType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// The type of a code, with or without the leaf bit.
  public static ValueType ofCode(int code) {
    return switch (code & ~LEAF) {
      case 0 -> ABSENT;
      case 1 -> NULL;
      case 2 -> STRING;
      case 3 -> BOOL;
      case 4 -> INT;
      case 5 -> DOUBLE;
      case 6 -> BYTES;
      case 7 -> ARRAY;
      case 8 -> KVLIST;
      default -> throw VestigeException.corrupt("unknown value type " + code);
    };
  }

  public static boolean isLeaf(int code) {
    return (code & LEAF) != 0;
  }
}
