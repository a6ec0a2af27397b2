package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// A set of hours since 1970 as a bounded number of ranges: where there are more, the hours between
/// the closest ones belong to it too. Immutable.
final class HourRanges {
  /// A quarter of a year of scattered hours; more is taken for one time.
  static final int RANGES_MAX = 64;

  static final HourRanges NONE = new HourRanges(new long[0]);

  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  /// First and last hour of each range, rising, with a gap between ranges.
  private final long[] ends;

  private HourRanges(long[] ends) {
    this.ends = ends;
  }

  /// The hours of a time, both ends in it.
  static HourRanges of(long fromNanos, long toNanos) {
    return new HourRanges(new long[] {hour(fromNanos), hour(toNanos)});
  }

  static long hour(long nanos) {
    return Math.floorDiv(nanos, HOUR_NANOS);
  }

  boolean isEmpty() {
    return ends.length == 0;
  }

  /// The last hour.
  long last() {
    return ends[ends.length - 1];
  }

  /// Whether one of these hours is in it.
  boolean overlaps(long first, long last) {
    for (int i = 0; i < ends.length; i += 2) {
      if (ends[i] <= last && first <= ends[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /// Whether all of these hours are in it.
  boolean covers(HourRanges other) {
    return join(other).equals(this);
  }

  /// The hours of both.
  HourRanges join(HourRanges other) {
    long[] merged = new long[ends.length + other.ends.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < ends.length || theirs < other.ends.length) {
      boolean isMine =
          theirs == other.ends.length || (mine < ends.length && ends[mine] <= other.ends[theirs]);
      long first = isMine ? ends[mine] : other.ends[theirs];
      long last = isMine ? ends[mine + 1] : other.ends[theirs + 1];
      mine += isMine ? 2 : 0;
      theirs += isMine ? 0 : 2;
      if (size > 0 && first <= merged[size - 1] + 1) {
        merged[size - 1] = Math.max(merged[size - 1], last);
      } else {
        merged[size++] = first;
        merged[size++] = last;
      }
    }
    return new HourRanges(bounded(merged, size));
  }

  private static long[] bounded(long[] ends, int size) {
    int left = size;
    while (left > 2 * RANGES_MAX) {
      int at = 1;
      for (int i = 1; i + 1 < left; i += 2) {
        if (ends[i + 1] - ends[i] < ends[at + 1] - ends[at]) {
          at = i;
        }
      }
      System.arraycopy(ends, at + 2, ends, at, left - at - 2);
      left -= 2;
    }
    return Arrays.copyOf(ends, left);
  }

  /// Without what lies before an hour.
  HourRanges since(long hour) {
    int from = 0;
    while (from < ends.length && ends[from + 1] < hour) {
      from += 2;
    }
    long[] rest = Arrays.copyOfRange(ends, from, ends.length);
    if (rest.length > 0) {
      rest[0] = Math.max(rest[0], hour);
    }
    return new HourRanges(rest);
  }

  void write(ByteSink out) {
    out.putVarint(ends.length / 2);
    for (long end : ends) {
      out.putZigzag(end);
    }
  }

  static HourRanges read(ByteSource source) {
    int count = source.getCount("ranges of hours", RANGES_MAX);
    long[] ends = new long[2 * count];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = source.getZigzag();
      boolean isFirst = i % 2 == 0;
      if (i > 0 && (isFirst ? ends[i] - 1 <= ends[i - 1] : ends[i] < ends[i - 1])) {
        throw source.corrupt("hours out of order: " + ends[i - 1] + ", " + ends[i]);
      }
    }
    return new HourRanges(ends);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HourRanges ranges && Arrays.equals(ends, ranges.ends);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ends);
  }
}
