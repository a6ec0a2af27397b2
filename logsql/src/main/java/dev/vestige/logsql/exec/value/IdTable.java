package dev.vestige.logsql.exec.value;

import java.util.Arrays;

/// Numbers distinct ids of 128 bits, a half each in two longs, in the order of their first
/// appearance, from 0 on. Confined to one thread while it grows.
public final class IdTable {
  /// Tables of fewer ids are in the processor's caches anyway.
  private static final int SORTED_MIN = 1 << 13;

  /// So many regions are small enough for the first-level cache up to some million ids.
  private static final int REGION_BITS = 10;

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

  /// Makes room for so many more ids at once.
  public void prepare(int count) {
    int expected = Math.addExact(size, count);
    if (expected > highs.length) {
      highs = Arrays.copyOf(highs, expected);
      lows = Arrays.copyOf(lows, expected);
    }
    if (expected * 2L > slots.length) {
      rehash(slotsFor(expected));
    }
  }

  /// A power of two, at most half of which is used.
  private static int slotsFor(int size) {
    return Math.max(32, Integer.highestOneBit(Math.max(1, Math.multiplyExact(size, 2) - 1)) * 2);
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
      rehash(slots.length * 2);
    }
    return size - 1;
  }

  private void rehash(int newLength) {
    slots = new int[newLength];
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hash(highs[number], lows[number]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = number + 1;
    }
  }

  /// The numbers of some ids so that those whose slots are near each other come together. Who adds
  /// them to another table in this order, with [#prepare(int)] before, walks through its memory
  /// once instead of jumping about in it.
  public static int[] bySlots(long[] highs, long[] lows, int count) {
    int[] order = new int[count];
    if (count < SORTED_MIN) {
      Arrays.setAll(order, number -> number);
      return order;
    }
    int mask = slotsFor(count) - 1;
    int shift = Integer.bitCount(mask) - REGION_BITS;
    int[] ends = new int[1 << REGION_BITS];
    for (int number = 0; number < count; number++) {
      ends[(hash(highs[number], lows[number]) & mask) >>> shift]++;
    }
    for (int region = 1; region < ends.length; region++) {
      ends[region] += ends[region - 1];
    }
    for (int number = count - 1; number >= 0; number--) {
      order[--ends[(hash(highs[number], lows[number]) & mask) >>> shift]] = number;
    }
    return order;
  }

  private static int hash(long high, long low) {
    return ByteHash.of(high * 31 + low);
  }

  /// The numbers of all ids here, as [#bySlots(long[], long[], int)] says.
  public int[] bySlots() {
    return bySlots(highs, lows, size);
  }

  /// Bytes of memory held, roughly.
  public long sizeBytes() {
    return 4L * slots.length + 8L * (highs.length + lows.length);
  }
}
