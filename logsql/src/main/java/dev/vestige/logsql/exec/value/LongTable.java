package dev.vestige.logsql.exec.value;

import java.util.Arrays;

/// Numbers distinct longs in the order of their first appearance, from 0 on. Confined to one thread
/// while it grows.
public final class LongTable {
  /// Open addressing over a power of two, two entries a slot, so that a look takes one line of the
  /// cache: the long, and its number plus one; 0 is free.
  private long[] slots = new long[32];

  private long[] values = new long[8];
  private int size;

  /// How many distinct longs.
  public int size() {
    return size;
  }

  public long value(int number) {
    return values[number];
  }

  /// The number of a long, a new one when the table does not have it yet.
  public int add(long value) {
    int mask = slots.length - 2;
    int slot = (ByteHash.of(value) << 1) & mask;
    while (slots[slot + 1] != 0) {
      if (slots[slot] == value) {
        return (int) slots[slot + 1] - 1;
      }
      slot = (slot + 2) & mask;
    }
    return insert(slot, value);
  }

  /// The number of a long, -1 when the table does not have it.
  public int find(long value) {
    int mask = slots.length - 2;
    int slot = (ByteHash.of(value) << 1) & mask;
    while (slots[slot + 1] != 0 && slots[slot] != value) {
      slot = (slot + 2) & mask;
    }
    return (int) slots[slot + 1] - 1;
  }

  private int insert(int slot, long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
    slots[slot] = value;
    slots[slot + 1] = size;
    if (size * 4L > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new long[slots.length * 2];
    int mask = slots.length - 2;
    for (int number = 0; number < size; number++) {
      int slot = (ByteHash.of(values[number]) << 1) & mask;
      while (slots[slot + 1] != 0) {
        slot = (slot + 2) & mask;
      }
      slots[slot] = values[number];
      slots[slot + 1] = number + 1L;
    }
  }

  /// Bytes of memory held, roughly.
  public long sizeBytes() {
    return 8L * (slots.length + values.length);
  }
}
