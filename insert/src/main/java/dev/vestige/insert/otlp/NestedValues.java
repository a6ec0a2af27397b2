package dev.vestige.insert.otlp;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ProtoReader;
import dev.vestige.base.encoding.Utf8;
import dev.vestige.storage.Limits;
import dev.vestige.storage.ValueType;

/// Makes nested `AnyValue` messages fit to be stored as they are: checked down to the last leaf,
/// text repaired, nothing in them but the fields of the message, each value given once. Most arrive
/// in that form and are taken over without a copy. Reusable, confined to one thread.
final class NestedValues {
  private final ByteSink joined = new ByteSink();

  /// The value as it can be stored, or an empty slice when it is nested too deep.
  ByteSlice clean(byte[] bytes, int offset, int length) {
    return switch (check(bytes, offset, length, 0)) {
      case CLEAN -> new ByteSlice(bytes, offset, length);
      case TOO_DEEP -> ByteSlice.EMPTY;
      case UNUSUAL -> {
        ByteSink out = new ByteSink(length);
        rewriteValue(bytes, offset, length, out);
        yield out.slice();
      }
    };
  }

  /// What a check finds; the later constant wins.
  private enum Verdict {
    CLEAN,
    UNUSUAL,
    TOO_DEEP;

    Verdict and(Verdict other) {
      return other.compareTo(this) > 0 ? other : this;
    }
  }

  private static Verdict check(byte[] bytes, int offset, int length, int depth) {
    if (depth > Limits.NESTING_DEPTH_MAX) {
      return Verdict.TOO_DEEP;
    }
    Verdict verdict = Verdict.CLEAN;
    int members = 0;
    ProtoReader any = new ProtoReader().reset(bytes, offset, length);
    while (any.next()) {
      members++;
      switch (any.field()) {
        case Otlp.ANY_STRING -> verdict = verdict.and(checkText(any));
        case Otlp.ANY_BOOL, Otlp.ANY_INT -> any.number();
        case Otlp.ANY_DOUBLE -> any.fixed64();
        case Otlp.ANY_BYTES -> any.bytes();
        case Otlp.ANY_ARRAY -> {
          any.bytes();
          verdict = verdict.and(checkArray(bytes, any.valueStart(), any.valueLength(), depth + 1));
        }
        case Otlp.ANY_KVLIST -> {
          any.bytes();
          verdict = verdict.and(checkList(bytes, any.valueStart(), any.valueLength(), depth + 1));
        }
        default -> {
          any.skip();
          verdict = verdict.and(Verdict.UNUSUAL);
        }
      }
      if (verdict == Verdict.TOO_DEEP) {
        return verdict;
      }
    }
    return members > 1 ? verdict.and(Verdict.UNUSUAL) : verdict;
  }

  private static Verdict checkText(ProtoReader reader) {
    reader.bytes();
    return Utf8.isValid(reader.array(), reader.valueStart(), reader.valueLength())
        ? Verdict.CLEAN
        : Verdict.UNUSUAL;
  }

  private static Verdict checkArray(byte[] bytes, int offset, int length, int depth) {
    Verdict verdict = Verdict.CLEAN;
    ProtoReader list = new ProtoReader().reset(bytes, offset, length);
    while (list.next() && verdict != Verdict.TOO_DEEP) {
      if (list.field() == Otlp.LIST_VALUES) {
        list.bytes();
        verdict = verdict.and(check(bytes, list.valueStart(), list.valueLength(), depth));
      } else {
        list.skip();
        verdict = Verdict.UNUSUAL;
      }
    }
    return verdict;
  }

  private static Verdict checkList(byte[] bytes, int offset, int length, int depth) {
    Verdict verdict = Verdict.CLEAN;
    ProtoReader list = new ProtoReader().reset(bytes, offset, length);
    while (list.next() && verdict != Verdict.TOO_DEEP) {
      if (list.field() == Otlp.LIST_VALUES) {
        list.bytes();
        verdict = verdict.and(checkPair(bytes, list.valueStart(), list.valueLength(), depth));
      } else {
        list.skip();
        verdict = Verdict.UNUSUAL;
      }
    }
    return verdict;
  }

  private static Verdict checkPair(byte[] bytes, int offset, int length, int depth) {
    Verdict verdict = Verdict.CLEAN;
    int keys = 0;
    int values = 0;
    ProtoReader pair = new ProtoReader().reset(bytes, offset, length);
    while (pair.next() && verdict != Verdict.TOO_DEEP) {
      switch (pair.field()) {
        case Otlp.PAIR_KEY -> {
          keys++;
          verdict = verdict.and(checkText(pair));
        }
        case Otlp.PAIR_VALUE -> {
          values++;
          pair.bytes();
          verdict = verdict.and(check(bytes, pair.valueStart(), pair.valueLength(), depth));
        }
        default -> {
          pair.skip();
          verdict = Verdict.UNUSUAL;
        }
      }
    }
    return keys > 1 || values > 1 ? verdict.and(Verdict.UNUSUAL) : verdict;
  }

  /// The value of a `KeyValue` that carries several, one after another: to protobuf that is the
  /// value they make together. Valid until the next call.
  ByteSlice joined(byte[] bytes, int offset, int length) {
    joined.clear();
    appendJoined(bytes, offset, length, joined);
    return joined.slice();
  }

  private static void appendJoined(byte[] bytes, int offset, int length, ByteSink out) {
    ProtoReader pair = new ProtoReader().reset(bytes, offset, length);
    while (pair.next()) {
      if (pair.field() == Otlp.PAIR_VALUE) {
        pair.bytes();
        out.putBytes(bytes, pair.valueStart(), pair.valueLength());
      } else {
        pair.skip();
      }
    }
  }

  /// Writes what an `AnyValue` comes to: its last member, or for lists all pieces of that member
  /// since another one stood.
  private static void rewriteValue(byte[] bytes, int offset, int length, ByteSink out) {
    ValueType type = ValueType.NULL;
    int start = offset;
    int end = offset;
    ByteSink list = new ByteSink();
    ProtoReader any = new ProtoReader().reset(bytes, offset, length);
    int before = offset;
    while (any.next()) {
      ValueType was = type;
      type = memberType(any.field(), type);
      any.skip();
      boolean member = any.field() >= Otlp.ANY_STRING && any.field() <= Otlp.ANY_BYTES;
      if (member) {
        start = before;
        end = any.position();
        if (type != was) {
          list.clear();
        }
        if (type == ValueType.ARRAY || type == ValueType.KVLIST) {
          list.putBytes(bytes, any.valueStart(), any.valueLength());
        }
      }
      before = any.position();
    }
    OtlpWriter writer = new OtlpWriter(out);
    switch (type) {
      case ABSENT, NULL -> {}
      case STRING -> {
        ProtoReader text = new ProtoReader().reset(bytes, start, end - start);
        text.next();
        text.bytes();
        writeText(writer, Otlp.ANY_STRING, text);
      }
      case BOOL, INT, DOUBLE, BYTES -> out.putBytes(bytes, start, end - start);
      case ARRAY -> {
        int message = writer.begin(Otlp.ANY_ARRAY);
        rewriteArray(list.slice(), writer);
        writer.end(message);
      }
      case KVLIST -> {
        int message = writer.begin(Otlp.ANY_KVLIST);
        rewriteList(list.slice(), writer);
        writer.end(message);
      }
    }
  }

  private static ValueType memberType(int field, ValueType otherwise) {
    return switch (field) {
      case Otlp.ANY_STRING -> ValueType.STRING;
      case Otlp.ANY_BOOL -> ValueType.BOOL;
      case Otlp.ANY_INT -> ValueType.INT;
      case Otlp.ANY_DOUBLE -> ValueType.DOUBLE;
      case Otlp.ANY_ARRAY -> ValueType.ARRAY;
      case Otlp.ANY_KVLIST -> ValueType.KVLIST;
      case Otlp.ANY_BYTES -> ValueType.BYTES;
      default -> otherwise;
    };
  }

  private static void writeText(OtlpWriter writer, int field, ProtoReader text) {
    byte[] valid = Utf8.repaired(text.array(), text.valueStart(), text.valueLength());
    writer.bytes(field, valid, 0, valid.length);
  }

  private static void rewriteArray(ByteSlice array, OtlpWriter writer) {
    ProtoReader list = new ProtoReader().reset(array.array(), array.offset(), array.length());
    while (list.next()) {
      if (list.field() == Otlp.LIST_VALUES) {
        list.bytes();
        int message = writer.begin(Otlp.LIST_VALUES);
        rewriteValue(array.array(), list.valueStart(), list.valueLength(), writer.out());
        writer.end(message);
      } else {
        list.skip();
      }
    }
  }

  private static void rewriteList(ByteSlice pairs, OtlpWriter writer) {
    ProtoReader list = new ProtoReader().reset(pairs.array(), pairs.offset(), pairs.length());
    while (list.next()) {
      if (list.field() == Otlp.LIST_VALUES) {
        list.bytes();
        int message = writer.begin(Otlp.LIST_VALUES);
        rewritePair(pairs.array(), list.valueStart(), list.valueLength(), writer);
        writer.end(message);
      } else {
        list.skip();
      }
    }
  }

  private static void rewritePair(byte[] bytes, int offset, int length, OtlpWriter writer) {
    byte[] key = new byte[0];
    boolean hasValue = false;
    ProtoReader pair = new ProtoReader().reset(bytes, offset, length);
    while (pair.next()) {
      if (pair.field() == Otlp.PAIR_KEY) {
        pair.bytes();
        key = Utf8.repaired(bytes, pair.valueStart(), pair.valueLength());
      } else {
        hasValue |= pair.field() == Otlp.PAIR_VALUE;
        pair.skip();
      }
    }
    writer.bytes(Otlp.PAIR_KEY, key, 0, key.length);
    if (hasValue) {
      ByteSink value = new ByteSink();
      appendJoined(bytes, offset, length, value);
      int message = writer.begin(Otlp.PAIR_VALUE);
      rewriteValue(value.array(), 0, value.position(), writer.out());
      writer.end(message);
    }
  }
}
