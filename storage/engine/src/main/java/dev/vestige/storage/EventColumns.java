package dev.vestige.storage;

import java.util.Arrays;

/// Events of the spans of a batch, one after another. Grows while a batch is built.
public final class EventColumns {
  int size;
  long[] time;
  int[] name;
  int[] dropped;
  AttributeLists attributes = new AttributeLists(new int[1], new int[0], new int[0]);
  final AttributeLists.Builder building;

  EventColumns(int capacity) {
    building = new AttributeLists.Builder(capacity);
    time = new long[capacity];
    name = new int[capacity];
    dropped = new int[capacity];
  }

  void clear() {
    size = 0;
    building.clear();
  }

  /// Makes room for one more row and returns its number.
  int add() {
    if (size == time.length) {
      resize(size * 2);
    }
    return size++;
  }

  private void resize(int capacity) {
    time = Arrays.copyOf(time, capacity);
    name = Arrays.copyOf(name, capacity);
    dropped = Arrays.copyOf(dropped, capacity);
  }

  EventColumns trimmed() {
    EventColumns copy = new EventColumns(0);
    copy.size = size;
    copy.time = Arrays.copyOf(time, size);
    copy.name = Arrays.copyOf(name, size);
    copy.dropped = Arrays.copyOf(dropped, size);
    copy.attributes = building.build();
    return copy;
  }

  public int size() {
    return size;
  }

  public long timeNanos(int row) {
    return time[row];
  }

  public int name(int row) {
    return name[row];
  }

  public int droppedAttributes(int row) {
    return dropped[row];
  }

  /// List number = row number.
  public AttributeLists attributes() {
    return attributes;
  }

  long sizeBytes() {
    return (long) size * (8 + 8) + attributes.sizeBytes();
  }
}
