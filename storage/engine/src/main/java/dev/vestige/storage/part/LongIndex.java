package dev.vestige.storage.part;

import java.util.Arrays;

/// Numbers distinct longs in the order in which they come. Confined to one thread.
final class LongIndex {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private long[] keys = new long[256];
  private int[] slots = new int[512];
  private int size;

  int size() {
    return size;
  }

  long key(int number) {
    return keys[number];
  }

  /// The number of a key, -1 when it was not seen before.
  int find(long key) {
    return slots[slot(key)] - 1;
  }

  /// The number of a key, a new one when it was not seen before.
  int number(long key) {
    int slot = slot(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == keys.length) {
      grow();
      slot = slot(key);
    }
    keys[size] = key;
    slots[slot] = ++size;
    return size - 1;
  }

  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = (int) ((key * MIX) >>> 32) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, size * 2);
    slots = new int[keys.length * 2];
    for (int number = 0; number < size; number++) {
      slots[slot(keys[number])] = number + 1;
    }
  }

  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }
}
