package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ValueText;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads the values that [AttributeSets] writes. Confined to one thread.
final class SetReader {
  /// What stands in front of the attributes.
  enum Kind {
    RESOURCE,
    /// Name and version.
    SCOPE,
    /// The names of further stream fields.
    OVERRIDE;

    /// Of the sets in a column; empty when it has other values.
    static Optional<Kind> of(ColumnId column) {
      if (column.attribute() || column.domain() != ColumnId.Domain.SPANS) {
        return Optional.empty();
      }
      return switch (column.key()) {
        case Fields.RESOURCE -> Optional.of(RESOURCE);
        case Fields.SCOPE -> Optional.of(SCOPE);
        case Fields.OVERRIDE -> Optional.of(OVERRIDE);
        default -> Optional.empty();
      };
    }
  }

  /// Takes one attribute as ranges of the set's bytes.
  interface Visitor {
    void attribute(
        byte[] bytes, int keyStart, int keyLength, int type, int valueStart, int valueLength);
  }

  private SetReader() {}

  /// Walks the attributes of a set.
  static void forEach(Kind kind, byte[] bytes, int from, int to, Visitor visitor) {
    if (from == to) {
      return;
    }
    ChunkSource in = new ChunkSource("attribute set", bytes, from, to);
    skipHead(kind, in);
    int count = in.count(in.remaining(), "attributes");
    for (int i = 0; i < count; i++) {
      int keyLength = in.count(in.remaining(), "key bytes");
      int key = in.take(keyLength);
      int type = in.unsignedByte();
      int valueLength = in.count(in.remaining(), "value bytes");
      int value = in.take(valueLength);
      visitor.attribute(bytes, key, keyLength, type, value, valueLength);
    }
  }

  /// Adds the keys of one of some sets, those left out that LogsQL shows as their leaves.
  static void addKeys(Kind kind, TypedValues sets, int entry, Collection<String> keys) {
    forEach(
        kind,
        sets.bytes(),
        sets.start(entry),
        sets.end(entry),
        (bytes, key, length, type, _, _) -> {
          if (ColumnCounts.isShown(type)) {
            keys.add(new String(bytes, key, length, StandardCharsets.UTF_8));
          }
        });
  }

  private static void skipHead(Kind kind, ChunkSource in) {
    switch (kind) {
      case RESOURCE -> {}
      case SCOPE -> {
        in.take(in.varint());
        in.take(in.varint());
      }
      case OVERRIDE -> {
        int fields = in.count(in.remaining(), "stream fields");
        for (int i = 0; i < fields; i++) {
          in.take(in.varint());
        }
      }
    }
  }

  /// Appends the text of an attribute; false when the set does not have it.
  static boolean appendText(Kind kind, byte[] bytes, int from, int to, byte[] key, ByteSink out) {
    boolean[] found = {false};
    forEach(
        kind,
        bytes,
        from,
        to,
        (source, keyStart, keyLength, type, value, length) -> {
          if (Arrays.equals(source, keyStart, keyStart + keyLength, key, 0, key.length)) {
            found[0] = true;
            ValueType valueType = ValueType.ofCode(type);
            if (valueType != ValueType.KVLIST) {
              ValueText.append(valueType, source, value, value + length, out);
            }
          }
        });
    return found[0];
  }

  /// Appends a scope's name (0) or version (1).
  static void appendScopeText(int which, byte[] bytes, int from, int to, ByteSink out) {
    if (from == to) {
      return;
    }
    ChunkSource in = new ChunkSource("scope", bytes, from, to);
    if (which == 1) {
      in.take(in.varint());
    }
    int length = in.count(in.remaining(), "text bytes");
    out.putBytes(bytes, in.take(length), length);
  }

  /// The further stream fields of an override.
  static List<String> streamFields(byte[] bytes, int from, int to) {
    List<String> fields = new ArrayList<>();
    if (from == to) {
      return fields;
    }
    ChunkSource in = new ChunkSource("override", bytes, from, to);
    int count = in.count(in.remaining(), "stream fields");
    for (int i = 0; i < count; i++) {
      int length = in.count(in.remaining(), "field bytes");
      fields.add(new String(bytes, in.take(length), length, StandardCharsets.UTF_8));
    }
    return fields;
  }
}
