package dev.vestige.storage.part;

import dev.vestige.storage.FieldRef;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/// Which fields of a part some request replaced in the view: columns and counts do not tell of
/// these.
///
/// @param any whether there are overrides at all; they may add labels to streams
/// @param all whether every field must be taken for overridden, since overrides are in no
///   dictionary
/// @param fields those that are overridden
record OverriddenFields(boolean any, boolean all, Set<String> fields) {
  private static final int KEY_BYTES = 64;

  OverriddenFields {
    fields = Set.copyOf(fields);
  }

  static OverriddenFields of(PartReader part, ReadContext context) {
    return part.column(ColumnId.field(ColumnId.Domain.SPANS, Fields.OVERRIDE))
        .map(column ->
            part.derived(
                OverriddenFields.class,
                OverriddenFields.class,
                () -> read(part, column, context),
                OverriddenFields::sizeBytes))
        .orElseGet(() -> new OverriddenFields(false, false, Set.of()));
  }

  private static OverriddenFields read(PartReader part, ColumnMeta column, ReadContext context) {
    if (column.kind != PartFormat.COLUMN_CODES) {
      return new OverriddenFields(true, true, Set.of());
    }
    TypedValues sets = part.dictionary(column, context);
    Set<String> fields = new TreeSet<>();
    for (int entry = 1; entry < sets.size(); entry++) {
      SetReader.forEach(
          SetReader.Kind.OVERRIDE,
          sets.bytes(),
          sets.start(entry),
          sets.end(entry),
          (bytes, key, length, _, _, _) ->
              fields.add(new String(bytes, key, length, StandardCharsets.UTF_8)));
    }
    return new OverriddenFields(true, false, fields);
  }

  private long sizeBytes() {
    return (long) KEY_BYTES * (fields.size() + 1);
  }

  boolean mayHave(String name, FieldRef field) {
    boolean isStream =
        field.kind() == FieldRef.Kind.STREAM || field.kind() == FieldRef.Kind.STREAM_ID;
    return all || (any && isStream) || fields.contains(name);
  }
}
