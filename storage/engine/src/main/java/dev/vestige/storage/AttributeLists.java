package dev.vestige.storage;

import java.util.Arrays;

/// Lists of (key code, value code) pairs, one list after another. Immutable once built.
public final class AttributeLists {
  private final int[] offsets;
  private final int[] keys;
  private final int[] values;

  AttributeLists(int[] offsets, int[] keys, int[] values) {
    this.offsets = offsets;
    this.keys = keys;
    this.values = values;
  }

  /// How many lists there are.
  public int size() {
    return offsets.length - 1;
  }

  public int start(int list) {
    return offsets[list];
  }

  public int end(int list) {
    return offsets[list + 1];
  }

  public int key(int at) {
    return keys[at];
  }

  public int value(int at) {
    return values[at];
  }

  /// The value code of a key in a list, 0 where the key is missing.
  public int find(int list, int key) {
    for (int at = offsets[list]; at < offsets[list + 1]; at++) {
      if (keys[at] == key) {
        return values[at];
      }
    }
    return 0;
  }

  int[] offsets() {
    return offsets;
  }

  int[] keys() {
    return keys;
  }

  int[] values() {
    return values;
  }

  long sizeBytes() {
    return 4L * (offsets.length + keys.length + values.length);
  }

  /// Collects lists; reusable after [#clear()].
  static final class Builder {
    private int[] offsets;
    private int[] keys;
    private int[] values;
    private int lists;
    private int pairs;

    /// Where each key code stood last. An entry means something only when that pair is in the open
    /// list and has the key, so it is never cleared; looking for duplicates stays one step however
    /// long the list is.
    private int[] lastAt;

    /// @param capacity lists and pairs that it has room for in the beginning
    Builder(int capacity) {
      offsets = new int[capacity + 1];
      keys = new int[capacity];
      values = new int[capacity];
      lastAt = new int[capacity];
    }

    void clear() {
      lists = 0;
      pairs = 0;
    }

    /// How many pairs the open list has.
    int openPairs() {
      return pairs - offsets[lists];
    }

    /// How many pairs the list that was ended last has.
    int lastPairs() {
      return lists == 0 ? 0 : offsets[lists] - offsets[lists - 1];
    }

    /// How many pairs the lists from the given number on have, the open one included.
    int pairsSince(int list) {
      return pairs - offsets[list];
    }

    /// Adds to the open list unless the key is there already.
    void putIfMissing(int key, int value) {
      if (findOpen(key) < 0) {
        append(key, value);
      }
    }

    /// Adds to the open list; a key that is there already gets the new value.
    void put(int key, int value) {
      int at = findOpen(key);
      if (at < 0) {
        append(key, value);
      } else {
        values[at] = value;
      }
    }

    /// The value of a key in an ended list, 0 where the key is missing.
    int find(int list, int key) {
      return find(key, offsets[list], offsets[list + 1]);
    }

    /// The value of a key of the open list, 0 where the key is missing.
    int findInOpen(int key) {
      return find(key, offsets[lists], pairs);
    }

    private int find(int key, int from, int to) {
      for (int at = from; at < to; at++) {
        if (keys[at] == key) {
          return values[at];
        }
      }
      return 0;
    }

    private int findOpen(int key) {
      if (key >= lastAt.length) {
        lastAt = Arrays.copyOf(lastAt, Math.max(key + 1, lastAt.length * 2));
      }
      int at = lastAt[key];
      return at >= offsets[lists] && at < pairs && keys[at] == key ? at : -1;
    }

    private void append(int key, int value) {
      if (pairs == keys.length) {
        keys = Arrays.copyOf(keys, pairs * 2 + 1);
        values = Arrays.copyOf(values, pairs * 2 + 1);
      }
      lastAt[key] = pairs;
      keys[pairs] = key;
      values[pairs++] = value;
    }

    /// Ends the open list and returns its number.
    int end() {
      int list = lists++;
      if (lists == offsets.length) {
        offsets = Arrays.copyOf(offsets, lists * 2);
      }
      offsets[lists] = pairs;
      return list;
    }

    /// Drops what the open list has.
    void abandon() {
      pairs = offsets[lists];
    }

    /// Drops the lists from the given number on, and what the open list has.
    void truncate(int toLists) {
      lists = toLists;
      pairs = offsets[lists];
    }

    AttributeLists build() {
      return new AttributeLists(
          Arrays.copyOf(offsets, lists + 1),
          Arrays.copyOf(keys, pairs),
          Arrays.copyOf(values, pairs));
    }
  }
}
