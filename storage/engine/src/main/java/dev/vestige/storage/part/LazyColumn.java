package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import org.jspecify.annotations.Nullable;

/// A column of a block of which is known which rows may have a value; the values are decoded when
/// one is asked for: those of the rows that were aimed at, and all of them once there were a few
/// aims. Confined to one thread.
final class LazyColumn {
  /// Rows in so many places are decoded by themselves: a search wants few traces of a block, and a
  /// whole column of one is 32 KB. More places cost more time than one decoding of all rows.
  static final int RANGES_MAX = 6;

  private final int rows;
  private final @Nullable Bitmap present;
  private final Values values;
  private int from;
  private int to;
  private int ranges;
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
    if (stored == null || newFrom < from || newTo > to) {
      boolean all = ranges >= RANGES_MAX;
      from = all ? 0 : newFrom;
      to = all ? rows : newTo;
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
      ranges++;
    }
    return known;
  }
}
