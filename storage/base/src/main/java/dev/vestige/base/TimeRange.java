package dev.vestige.base;

/// Nanoseconds since the epoch, both ends inclusive; empty when `from > to`.
public record TimeRange(long fromNanos, long toNanos) {
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  public boolean contains(long nanos) {
    return fromNanos <= nanos && nanos <= toNanos;
  }

  public boolean overlaps(long minNanos, long maxNanos) {
    return fromNanos <= maxNanos && minNanos <= toNanos;
  }

  public TimeRange intersect(TimeRange other) {
    return new TimeRange(Math.max(fromNanos, other.fromNanos), Math.min(toNanos, other.toNanos));
  }

  public boolean isEmpty() {
    return fromNanos > toNanos;
  }
}
