package dev.vestige.storage.engine;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import java.util.Map;
import java.util.TreeMap;

/// A set of positive numbers that come mostly in order, kept as ranges. Not safe for use by several
/// threads.
final class NumberRanges {
  private static final int RANGES_MAX = 1 << 20;

  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  boolean contains(long number) {
    Map.Entry<Long, Long> range = lastByFirst.floorEntry(number);
    return range != null && range.getValue() >= number;
  }

  /// Adds a number; false when it is there already.
  boolean add(long number) {
    if (contains(number)) {
      return false;
    }
    long first = number;
    long last = number;
    Map.Entry<Long, Long> before = lastByFirst.floorEntry(number);
    if (before != null && before.getValue() == number - 1) {
      first = before.getKey();
    }
    Long after = lastByFirst.remove(number + 1);
    if (after != null) {
      last = after;
    }
    lastByFirst.put(first, last);
    return true;
  }

  int ranges() {
    return lastByFirst.size();
  }

  boolean isEmpty() {
    return lastByFirst.isEmpty();
  }

  void write(ByteSink out) {
    out.putVarint(lastByFirst.size());
    long at = 0;
    for (Map.Entry<Long, Long> range : lastByFirst.entrySet()) {
      out.putVarint(range.getKey() - at);
      out.putVarint(range.getValue() - range.getKey());
      at = range.getValue();
    }
  }

  static NumberRanges read(ByteSource source) {
    NumberRanges ranges = new NumberRanges();
    int count = source.getCount("ranges", Math.min(RANGES_MAX, source.remaining() / 2));
    long at = 0;
    for (int i = 0; i < count; i++) {
      long first = at + source.getVarint();
      long last = first + source.getVarint();
      if (first <= at || last < first) {
        throw source.corrupt("a range from " + first + " to " + last + " behind " + at);
      }
      ranges.lastByFirst.put(first, last);
      at = last;
    }
    return ranges;
  }
}
