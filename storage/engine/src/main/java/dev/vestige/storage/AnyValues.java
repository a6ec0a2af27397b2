package dev.vestige.storage;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ProtoReader;

/// Reads nested OTLP `AnyValue` messages: their JSON text for LogsQL, and their typed leaves. Depth
/// is bounded by [Limits#NESTING_DEPTH_MAX].
public final class AnyValues {
  static final int STRING_FIELD = 1;
  static final int BOOL_FIELD = 2;
  static final int INT_FIELD = 3;
  static final int DOUBLE_FIELD = 4;
  static final int ARRAY_FIELD = 5;
  static final int KVLIST_FIELD = 6;
  static final int BYTES_FIELD = 7;

  private AnyValues() {}

  /// Takes what a walk over one value finds.
  public interface Visitor {
    void value(ValueType type, byte[] bytes, int offset, int length, long number);
  }

  /// Finds the type and the payload of one `AnyValue` message (the last of several members wins, as
  /// protobuf says): for lists the payload is the whole message.
  public static void read(byte[] bytes, int offset, int length, Visitor visitor) {
    ProtoReader reader = new ProtoReader().reset(bytes, offset, length);
    ValueType type = ValueType.NULL;
    int start = offset;
    int size = 0;
    long number = 0;
    while (reader.next()) {
      switch (reader.field()) {
        case STRING_FIELD, BYTES_FIELD -> {
          type = reader.field() == STRING_FIELD ? ValueType.STRING : ValueType.BYTES;
          reader.bytes();
          start = reader.valueStart();
          size = reader.valueLength();
        }
        case BOOL_FIELD -> {
          type = ValueType.BOOL;
          number = reader.number() != 0 ? 1 : 0;
        }
        case INT_FIELD -> {
          type = ValueType.INT;
          number = reader.number();
        }
        case DOUBLE_FIELD -> {
          type = ValueType.DOUBLE;
          number = reader.fixed64();
        }
        case ARRAY_FIELD, KVLIST_FIELD -> {
          type = reader.field() == ARRAY_FIELD ? ValueType.ARRAY : ValueType.KVLIST;
          reader.bytes();
          start = reader.valueStart();
          size = reader.valueLength();
        }
        default -> reader.skip();
      }
    }
    visitor.value(type, bytes, start, size, number);
  }

  /// Appends the JSON text of an `AnyValue` message.
  public static void appendJson(byte[] bytes, int offset, int length, ByteSink out) {
    appendJson(bytes, offset, length, out, 0);
  }

  private static void appendJson(byte[] bytes, int offset, int length, ByteSink out, int depth) {
    checkDepth(depth);
    read(
        bytes,
        offset,
        length,
        (type, source, start, size, number) -> {
          switch (type) {
            case ABSENT, NULL -> ValueText.appendAscii("null", out);
            case STRING -> JsonText.appendQuoted(source, start, start + size, out);
            case BOOL -> ValueText.appendAscii(number != 0 ? "true" : "false", out);
            case INT -> ValueText.appendLong(number, out);
            case DOUBLE -> appendJsonDouble(Double.longBitsToDouble(number), out);
            case BYTES -> {
              out.putByte('"');
              ValueText.appendBase64(source, start, start + size, out);
              out.putByte('"');
            }
            case ARRAY -> appendArray(source, start, size, out, depth);
            case KVLIST -> appendObject(source, start, size, out, depth);
          }
        });
  }

  private static void appendJsonDouble(double value, ByteSink out) {
    boolean quoted = Double.isNaN(value) || Double.isInfinite(value);
    if (quoted) {
      out.putByte('"');
    }
    ValueText.appendDouble(value, out);
    if (quoted) {
      out.putByte('"');
    }
  }

  private static void appendArray(byte[] bytes, int offset, int length, ByteSink out, int depth) {
    ProtoReader reader = new ProtoReader().reset(bytes, offset, length);
    out.putByte('[');
    boolean first = true;
    while (reader.next()) {
      if (reader.field() != 1) {
        reader.skip();
        continue;
      }
      reader.bytes();
      if (!first) {
        out.putByte(',');
      }
      first = false;
      appendJson(bytes, reader.valueStart(), reader.valueLength(), out, depth + 1);
    }
    out.putByte(']');
  }

  private static void appendObject(byte[] bytes, int offset, int length, ByteSink out, int depth) {
    out.putByte('{');
    boolean[] first = {true};
    forEachPair(
        bytes,
        offset,
        length,
        (key, keyLength, value, valueLength) -> {
          if (!first[0]) {
            out.putByte(',');
          }
          first[0] = false;
          JsonText.appendQuoted(bytes, key, key + keyLength, out);
          out.putByte(':');
          appendJson(bytes, value, valueLength, out, depth + 1);
        });
    out.putByte('}');
  }

  /// Takes one key and value of a list as ranges of the array that was walked.
  public interface PairVisitor {
    void pair(int keyStart, int keyLength, int valueStart, int valueLength);
  }

  /// Walks the pairs of a `KeyValueList` message.
  public static void forEachPair(byte[] bytes, int offset, int length, PairVisitor visitor) {
    ProtoReader list = new ProtoReader().reset(bytes, offset, length);
    ProtoReader pair = new ProtoReader();
    while (list.next()) {
      if (list.field() != 1) {
        list.skip();
        continue;
      }
      list.bytes();
      pair.reset(bytes, list.valueStart(), list.valueLength());
      int keyStart = offset;
      int keyLength = 0;
      int valueStart = offset;
      int valueLength = 0;
      while (pair.next()) {
        if (pair.field() == 1) {
          pair.bytes();
          keyStart = pair.valueStart();
          keyLength = pair.valueLength();
        } else if (pair.field() == 2) {
          pair.bytes();
          valueStart = pair.valueStart();
          valueLength = pair.valueLength();
        } else {
          pair.skip();
        }
      }
      visitor.pair(keyStart, keyLength, valueStart, valueLength);
    }
  }

  static void checkDepth(int depth) {
    if (depth > Limits.NESTING_DEPTH_MAX) {
      throw VestigeException.invalidInput(
          "an attribute value is nested deeper than " + Limits.NESTING_DEPTH_MAX + " levels");
    }
  }
}
