package dev.vestige.insert.otlp;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ProtoReader;
import dev.vestige.base.encoding.Utf8;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.ValueType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads `KeyValue` messages into whatever is open in the builder. Reusable, confined to one
/// thread.
final class AttributeReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // The first byte of a field: its number and wire type.
  private static final int KEY_TAG = (Otlp.PAIR_KEY << 3) | ProtoReader.BYTES;
  private static final int VALUE_TAG = (Otlp.PAIR_VALUE << 3) | ProtoReader.BYTES;
  private static final int STRING_TAG = (Otlp.ANY_STRING << 3) | ProtoReader.BYTES;
  private static final int BOOL_TAG = Otlp.ANY_BOOL << 3;
  private static final int INT_TAG = Otlp.ANY_INT << 3;
  private static final int DOUBLE_TAG = (Otlp.ANY_DOUBLE << 3) | ProtoReader.FIXED64;

  private final ProtoReader pair = new ProtoReader();
  private final ProtoReader any = new ProtoReader();
  private final NestedValues nested = new NestedValues();
  private SpanBatchBuilder builder = new SpanBatchBuilder();
  private int textMax;

  /// Starts a request.
  void begin(SpanIntake intake) {
    builder = intake.builder();
    int cut = intake.limits().truncateValuesTo();
    textMax = Math.min(intake.limits().valueBytesMax(), cut == 0 ? Integer.MAX_VALUE : cut);
  }

  /// Takes the current field of the reader as a `KeyValue`.
  void read(ProtoReader from, SpanIntake intake) {
    from.bytes();
    int start = from.valueStart();
    int end = start + from.valueLength();
    if (!readPlain(from.array(), start, end)) {
      readAny(from.array(), start, end, intake);
    }
  }

  /// Reads the form that every library writes: a key and a scalar, each once, in this order, with
  /// lengths of one byte. False, with nothing done, for any other form. Saves two walks with
  /// general readers.
  private boolean readPlain(byte[] bytes, int start, int end) {
    if (end - start < 4 || bytes[start] != KEY_TAG || bytes[start + 1] < 0) {
      return false;
    }
    int key = start + 2;
    int keyLength = bytes[start + 1];
    int valueTag = key + keyLength;
    int value = valueTag + 2;
    if (value >= end || bytes[valueTag] != VALUE_TAG || bytes[valueTag + 1] != end - value) {
      return false;
    }
    return switch (bytes[value]) {
      case STRING_TAG -> readText(bytes, key, keyLength, value + 1, end);
      case INT_TAG -> readInt(bytes, key, keyLength, value + 1, end);
      case BOOL_TAG -> readBool(bytes, key, keyLength, value + 1, end);
      case DOUBLE_TAG -> readDouble(bytes, key, keyLength, value + 1, end);
      default -> false;
    };
  }

  private boolean readText(byte[] bytes, int key, int keyLength, int lengthAt, int end) {
    int text = lengthAt + 1;
    int length = end - text;
    if (length < 0 || bytes[lengthAt] != length || length > textMax) {
      return false;
    }
    builder.attributeText(bytes, key, keyLength, ValueType.STRING, bytes, text, length);
    return true;
  }

  private boolean readBool(byte[] bytes, int key, int keyLength, int from, int end) {
    if (from + 1 != end || bytes[from] < 0) {
      return false;
    }
    builder.attributeNumber(bytes, key, keyLength, ValueType.BOOL, bytes[from]);
    return true;
  }

  private boolean readDouble(byte[] bytes, int key, int keyLength, int from, int end) {
    if (from + Double.BYTES != end) {
      return false;
    }
    long bits = (long) LONGS.get(bytes, from);
    builder.attributeNumber(bytes, key, keyLength, ValueType.DOUBLE, bits);
    return true;
  }

  /// Reads a varint that ends exactly where the attribute does.
  private boolean readInt(byte[] bytes, int key, int keyLength, int from, int end) {
    long number = 0;
    int shift = 0;
    int at = from;
    while (at < end && bytes[at] < 0 && shift < 63) {
      number |= (bytes[at++] & 0x7FL) << shift;
      shift += 7;
    }
    if (at + 1 != end || bytes[at] < 0) {
      return false;
    }
    number |= (long) bytes[at] << shift;
    builder.attributeNumber(bytes, key, keyLength, ValueType.INT, number);
    return true;
  }

  /// Reads any form; a key or value that comes again replaces or extends the one before, as
  /// protobuf says.
  private void readAny(byte[] bytes, int start, int end, SpanIntake intake) {
    int key = start;
    int keyLength = 0;
    int value = start;
    int valueLength = 0;
    boolean again = false;
    pair.reset(bytes, start, end - start);
    while (pair.next()) {
      switch (pair.field()) {
        case Otlp.PAIR_KEY -> {
          pair.bytes();
          key = pair.valueStart();
          keyLength = pair.valueLength();
        }
        case Otlp.PAIR_VALUE -> {
          pair.bytes();
          again |= valueLength > 0;
          value = pair.valueStart();
          valueLength = pair.valueLength();
        }
        default -> pair.skip();
      }
    }
    if (again) {
      ByteSlice joined = nested.joined(bytes, start, end - start);
      readValue(bytes, key, keyLength, joined.array(), joined.offset(), joined.length(), intake);
    } else {
      readValue(bytes, key, keyLength, bytes, value, valueLength, intake);
    }
  }

  private void readValue(
      byte[] keyBytes,
      int key,
      int keyLength,
      byte[] bytes,
      int start,
      int length,
      SpanIntake intake) {
    ValueType type = ValueType.NULL;
    long number = 0;
    int from = start;
    int size = 0;
    any.reset(bytes, start, length);
    while (any.next()) {
      switch (any.field()) {
        case Otlp.ANY_STRING, Otlp.ANY_BYTES -> {
          type = any.field() == Otlp.ANY_STRING ? ValueType.STRING : ValueType.BYTES;
          any.bytes();
          from = any.valueStart();
          size = any.valueLength();
        }
        case Otlp.ANY_BOOL -> {
          type = ValueType.BOOL;
          number = any.number() == 0 ? 0 : 1;
        }
        case Otlp.ANY_INT -> {
          type = ValueType.INT;
          number = any.number();
        }
        case Otlp.ANY_DOUBLE -> {
          type = ValueType.DOUBLE;
          number = any.fixed64();
        }
        case Otlp.ANY_ARRAY, Otlp.ANY_KVLIST -> {
          type = any.field() == Otlp.ANY_ARRAY ? ValueType.ARRAY : ValueType.KVLIST;
          any.bytes();
        }
        default -> any.skip();
      }
    }
    switch (type) {
      case ABSENT -> {}
      case NULL -> builder.attributeText(keyBytes, key, keyLength, type, bytes, start, 0);
      case STRING, BYTES -> {
        int kept = textLength(type, bytes, from, size, intake);
        builder.attributeText(keyBytes, key, keyLength, type, bytes, from, kept);
      }
      case BOOL, INT, DOUBLE -> builder.attributeNumber(keyBytes, key, keyLength, type, number);
      case ARRAY, KVLIST ->
          readNested(keyBytes, key, keyLength, type, bytes, start, length, intake);
    }
  }

  /// How much of a text is kept; one that is too long is cut where that is wanted, and refused
  /// otherwise.
  private int textLength(ValueType type, byte[] bytes, int from, int size, SpanIntake intake) {
    if (size <= textMax) {
      return size;
    }
    int cut = intake.limits().truncateValuesTo();
    if (cut > 0) {
      return type == ValueType.STRING ? Utf8.cutLength(bytes, from, cut) : cut;
    }
    intake.refuse(RefusalReason.TOO_LARGE_VALUE);
    return 0;
  }

  private void readNested(
      byte[] keyBytes,
      int key,
      int keyLength,
      ValueType type,
      byte[] bytes,
      int start,
      int length,
      SpanIntake intake) {
    if (length > intake.limits().valueBytesMax()) {
      intake.refuse(RefusalReason.TOO_LARGE_VALUE);
      return;
    }
    ByteSlice clean = nested.clean(bytes, start, length);
    if (clean.isEmpty()) {
      intake.refuse(RefusalReason.TOO_DEEP);
      return;
    }
    builder.attributeNested(
        keyBytes, key, keyLength, type, clean.array(), clean.offset(), clean.length());
  }
}
