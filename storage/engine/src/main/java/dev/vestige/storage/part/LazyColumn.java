package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A column of a block of which is known which rows may have a value; the values are decoded when
/// one is asked for. Confined to one thread.
final class LazyColumn {
  private final @Nullable Bitmap present;
  private final Supplier<StoredColumn> values;
  private @Nullable StoredColumn stored;

  /// @param present null when all rows may have a value
  LazyColumn(@Nullable Bitmap present, Supplier<StoredColumn> values) {
    this.present = present;
    this.values = values;
  }

  /// Whether some of the rows from `from` to before `to` may have a value.
  boolean mayHave(int from, int to) {
    Bitmap bits = present;
    if (bits == null) {
      return true;
    }
    int first = from >= bits.length() ? -1 : bits.nextSet(from);
    return first >= 0 && first < to;
  }

  boolean has(int row) {
    Bitmap bits = present;
    return (bits == null || bits.get(row)) && stored().has(row);
  }

  StoredColumn stored() {
    StoredColumn known = stored;
    if (known == null) {
      known = values.get();
      stored = known;
    }
    return known;
  }
}
