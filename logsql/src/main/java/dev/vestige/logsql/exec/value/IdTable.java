package dev.vestige.logsql.exec.value;

import java.util.Arrays;

/// Numbers distinct ids of 128 bits, a half each in two longs, in the order of their first
/// appearance, from 0 on. Confined to one thread while it grows.
public final class IdTable {
  /// Open addressing over a power of two; a slot holds a number plus one, 0 is free.
  private int[] slots = new int[32];

  private long[] highs = new long[16];
  private long[] lows = new long[16];
  private int size;

  /// How many distinct ids.
  public int size() {
    return size;
  }

  public long high(int number) {
    return highs[number];
  }

  public long low(int number) {
    return lows[number];
  }

  /// The number of an id, a new one when the table does not have it yet.
  public int add(long high, long low) {
    int mask = slots.length - 1;
    int slot = hash(high, low) & mask;
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      if (lows[number] == low && highs[number] == high) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    return insert(slot, high, low);
  }

  private int insert(int slot, long high, long low) {
    if (size == highs.length) {
      highs = Arrays.copyOf(highs, size * 2);
      lows = Arrays.copyOf(lows, size * 2);
    }
    highs[size] = high;
    lows[size] = low;
    slots[slot] = ++size;
    if (size * 2L > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hash(highs[number], lows[number]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = number + 1;
    }
  }

  private static int hash(long high, long low) {
    return ByteHash.of(high * 31 + low);
  }

  /// Bytes of memory held, roughly.
  public long sizeBytes() {
    return 4L * slots.length + 8L * (highs.length + lows.length);
  }
}
