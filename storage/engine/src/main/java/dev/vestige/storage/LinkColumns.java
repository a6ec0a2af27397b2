package dev.vestige.storage;

import java.util.Arrays;

/// Links of the spans of a batch, one after another. Grows while a batch is built.
public final class LinkColumns {
  int size;
  long[] traceHigh;
  long[] traceLow;
  long[] spanId;
  int[] traceState;
  int[] flags;
  int[] dropped;
  AttributeLists attributes = new AttributeLists(new int[1], new int[0], new int[0]);
  final AttributeLists.Builder building;

  LinkColumns(int capacity) {
    building = new AttributeLists.Builder(capacity);
    traceHigh = new long[capacity];
    traceLow = new long[capacity];
    spanId = new long[capacity];
    traceState = new int[capacity];
    flags = new int[capacity];
    dropped = new int[capacity];
  }

  void clear() {
    size = 0;
    building.clear();
  }

  /// Makes room for one more row and returns its number.
  int add() {
    if (size == traceHigh.length) {
      resize(size * 2);
    }
    return size++;
  }

  private void resize(int capacity) {
    traceHigh = Arrays.copyOf(traceHigh, capacity);
    traceLow = Arrays.copyOf(traceLow, capacity);
    spanId = Arrays.copyOf(spanId, capacity);
    traceState = Arrays.copyOf(traceState, capacity);
    flags = Arrays.copyOf(flags, capacity);
    dropped = Arrays.copyOf(dropped, capacity);
  }

  LinkColumns trimmed() {
    LinkColumns copy = new LinkColumns(0);
    copy.size = size;
    copy.traceHigh = Arrays.copyOf(traceHigh, size);
    copy.traceLow = Arrays.copyOf(traceLow, size);
    copy.spanId = Arrays.copyOf(spanId, size);
    copy.traceState = Arrays.copyOf(traceState, size);
    copy.flags = Arrays.copyOf(flags, size);
    copy.dropped = Arrays.copyOf(dropped, size);
    copy.attributes = building.build();
    return copy;
  }

  public int size() {
    return size;
  }

  public long traceIdHigh(int row) {
    return traceHigh[row];
  }

  public long traceIdLow(int row) {
    return traceLow[row];
  }

  public long spanId(int row) {
    return spanId[row];
  }

  public int traceState(int row) {
    return traceState[row];
  }

  public int flags(int row) {
    return flags[row];
  }

  public int droppedAttributes(int row) {
    return dropped[row];
  }

  /// List number = row number.
  public AttributeLists attributes() {
    return attributes;
  }

  long sizeBytes() {
    return (long) size * (24 + 12) + attributes.sizeBytes();
  }
}
