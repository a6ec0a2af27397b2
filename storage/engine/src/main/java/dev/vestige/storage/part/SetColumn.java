package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Resource, scope or override of the rows of a block, and the columns that follow from it: an
/// attribute of a resource is a text per distinct resource, found once per part. Confined to one
/// thread.
final class SetColumn {
  private final BlockColumns block;
  private final String field;
  private final SetReader.Kind kind;
  private final @Nullable Bitmap few;
  private final @Nullable StoredColumn stored;

  /// `few` are the only rows whose texts are wanted, when there are few.
  SetColumn(BlockColumns block, String field, SetReader.Kind kind, Optional<Bitmap> few) {
    this.few = few.orElse(null);
    this.block = block;
    this.field = field;
    this.kind = kind;
    this.stored =
        block
            .part()
            .column(ColumnId.field(ColumnId.Domain.SPANS, field))
            .flatMap(block::stored)
            .orElse(null);
  }

  Optional<StoredColumn> stored() {
    return Optional.ofNullable(stored);
  }

  /// Names what was derived from a set column, for the cache.
  private record Derived(String field, String what, String key) {}

  /// Writes the text that follows from one set.
  private interface SetText {
    void append(byte[] bytes, int from, int to, ByteSink out);
  }

  /// The column of an attribute of the set.
  ColumnVector attribute(String key) {
    return column(new Derived(field, "attribute", key), attributeText(kind, key));
  }

  private static SetText attributeText(SetReader.Kind kind, String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    return (bytes, from, to, out) -> SetReader.appendText(kind, bytes, from, to, name, out);
  }

  /// The column of the scope's name (0) or version (1).
  ColumnVector scopeText(int which) {
    return column(new Derived(field, "text", Integer.toString(which)), scopeTextOf(which));
  }

  private static SetText scopeTextOf(int which) {
    return (bytes, from, to, out) -> SetReader.appendScopeText(which, bytes, from, to, out);
  }

  /// The texts of an attribute by the code of the set in its column.
  static Dictionary attributes(
      PartReader part, String field, SetReader.Kind kind, String key, TypedValues sets) {
    return derived(part, new Derived(field, "attribute", key), sets, attributeText(kind, key));
  }

  /// The names (0) or versions (1) of scopes, likewise.
  static Dictionary scopeTexts(PartReader part, int which, TypedValues scopes) {
    Derived derived = new Derived(Fields.SCOPE, "text", Integer.toString(which));
    return derived(part, derived, scopes, scopeTextOf(which));
  }

  private static Dictionary derived(
      PartReader part, Derived derived, TypedValues sets, SetText text) {
    return part.derived(
        derived,
        Dictionary.class,
        () -> derive(sets, text),
        dictionary -> dictionary.bytes().length + 4L * dictionary.offsets().length);
  }

  private ColumnVector column(Derived derived, SetText text) {
    if (stored == null) {
      return new ColumnVector.Constant(block.rows(), ByteSlice.EMPTY);
    }
    Bitmap asked = few;
    if (asked != null && !stored.isCodedByKnown()) {
      return rowTexts(stored, text, asked);
    }
    TypedValues values = stored.values();
    if (values == null) {
      return rowTexts(stored, text, Bitmap.full(block.rows()));
    }
    Dictionary texts = derived(block.part(), derived, values, text);
    return new ColumnVector.Coded(texts, stored.codes(), block.rows());
  }

  private static Dictionary derive(TypedValues values, SetText text) {
    ByteSink out = new ByteSink();
    int[] ends = new int[values.size() + 1];
    for (int entry = 0; entry < values.size(); entry++) {
      text.append(values.bytes(), values.start(entry), values.end(entry), out);
      ends[entry + 1] = out.position();
    }
    return new Dictionary(out.toByteArray(), ends);
  }

  /// Row by row: for resources that hardly repeat and have no dictionary, and for few rows.
  private ColumnVector rowTexts(StoredColumn column, SetText text, Bitmap rows) {
    ByteSink set = new ByteSink();
    return FewRows.texts(
        rows,
        (row, out) -> {
          if (column.has(row)) {
            set.clear();
            column.appendRaw(row, set);
            text.append(set.array(), 0, set.position(), out);
          }
        });
  }

  /// The attribute keys that some set of the block has.
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    if (stored == null) {
      return keys;
    }
    SetReader.Visitor collect =
        (bytes, keyStart, keyLength, type, _, _) -> {
          if (dev.vestige.storage.ValueType.ofCode(type) != dev.vestige.storage.ValueType.KVLIST) {
            keys.add(new String(bytes, keyStart, keyLength, StandardCharsets.UTF_8));
          }
        };
    TypedValues values = few == null ? stored.values() : null;
    if (values != null) {
      boolean[] used = new boolean[values.size()];
      for (int code : stored.codes()) {
        used[code] = true;
      }
      for (int entry = 1; entry < values.size(); entry++) {
        if (used[entry]) {
          SetReader.forEach(kind, values.bytes(), values.start(entry), values.end(entry), collect);
        }
      }
      return keys;
    }
    ByteSink set = new ByteSink();
    Bitmap rows = few == null ? Bitmap.full(block.rows()) : few;
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (stored.has(row)) {
        set.clear();
        stored.appendRaw(row, set);
        SetReader.forEach(kind, set.array(), 0, set.position(), collect);
      }
    }
    return keys;
  }
}
