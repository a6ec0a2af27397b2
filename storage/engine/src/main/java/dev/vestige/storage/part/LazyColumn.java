package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import org.jspecify.annotations.Nullable;

/// A column of a block of which is known which rows may have a value; the values are decoded when
/// one is asked for: those of the rows that were aimed at first, and all of them once others are.
/// Confined to one thread.
final class LazyColumn {
  private final int rows;
  private final @Nullable Bitmap present;
  private final Values values;
  private int from;
  private int to;
  private @Nullable StoredColumn stored;

  /// Decodes the values of some rows.
  interface Values {
    StoredColumn of(int from, int to);
  }

  /// @param present null when all rows may have a value
  LazyColumn(int rows, @Nullable Bitmap present, Values values) {
    this.rows = rows;
    this.present = present;
    this.values = values;
    this.to = rows;
  }

  /// Says which rows are asked for next; false when none of them has a value.
  boolean aim(int newFrom, int newTo) {
    if (stored == null) {
      from = newFrom;
      to = newTo;
    } else if (newFrom < from || newTo > to) {
      from = 0;
      to = rows;
      stored = null;
    }
    Bitmap bits = present;
    if (bits == null) {
      return true;
    }
    int first = newFrom >= rows ? -1 : bits.nextSet(newFrom);
    return first >= 0 && first < newTo;
  }

  boolean has(int row) {
    Bitmap bits = present;
    return (bits == null || bits.get(row)) && stored().has(row);
  }

  StoredColumn stored() {
    StoredColumn known = stored;
    if (known == null) {
      known = values.of(from, to);
      stored = known;
    }
    return known;
  }
}
