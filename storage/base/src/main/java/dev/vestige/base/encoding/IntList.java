package dev.vestige.base.encoding;

import java.util.Arrays;

/// A growing list of ints. Confined to one thread.
public final class IntList {
  private int[] items = new int[16];
  private int size;

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  public int get(int index) {
    return items[index];
  }

  public void set(int index, int item) {
    items[index] = item;
  }

  public int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
