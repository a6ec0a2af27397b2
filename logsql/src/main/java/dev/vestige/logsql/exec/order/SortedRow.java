package dev.vestige.logsql.exec.order;

import dev.vestige.logsql.exec.kept.KeptFields;

/// A row that a sort keeps: its keys as [SortKey]s one behind another, and its values once it is
/// known that they are needed.
final class SortedRow {
  private static final byte[] NONE = new byte[0];

  private final byte[] keys;

  /// Where the row is in the block it came from.
  private final int place;

  private final boolean marked;
  private KeptFields names = KeptFields.NONE;
  private byte[] values = NONE;
  private boolean dropped;

  SortedRow(byte[] keys, int place, boolean marked) {
    this.keys = keys;
    this.place = place;
    this.marked = marked;
  }

  /// Whether the row is one of those that the sorter was told to mark.
  boolean isMarked() {
    return marked;
  }

  byte[] keys() {
    return keys;
  }

  int place() {
    return place;
  }

  /// The names that the values refer to.
  KeptFields names() {
    return names;
  }

  /// See [KeptFields#values].
  byte[] values() {
    return values;
  }

  void keep(KeptFields newNames, byte[] newValues) {
    names = newNames;
    values = newValues;
  }

  /// Other rows took its place.
  void drop() {
    dropped = true;
  }

  boolean isDropped() {
    return dropped;
  }

  long sizeBytes() {
    return (long) Limits.ROW_BYTES + keys.length + values.length;
  }
}
