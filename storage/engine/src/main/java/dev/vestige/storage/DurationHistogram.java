package dev.vestige.storage;

import java.util.Arrays;

/// Counts durations in buckets that are narrow enough for any quantile to be found to within one
/// part in a hundred: whole nanoseconds below 128, then 64 buckets per power of two. Histograms add
/// up. Confined to one thread.
public final class DurationHistogram {
  /// More buckets there are not.
  public static final int BUCKETS = 1 << 12;

  private static final int EXACT = 128;
  private static final int STEP_BITS = 6;
  private static final int STEPS = 1 << STEP_BITS;
  private static final int FIRST_EXPONENT = STEP_BITS + 1;

  private long[] counts = new long[0];
  private int first;
  private long count;

  /// The bucket of a duration, which counts as unsigned.
  public static int bucket(long nanos) {
    if (nanos >= 0 && nanos < EXACT) {
      return (int) nanos;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(nanos);
    int step = (int) (nanos >>> (exponent - STEP_BITS)) & (STEPS - 1);
    return EXACT + (exponent - FIRST_EXPONENT) * STEPS + step;
  }

  /// The middle of a bucket: less than one part in a hundred off all durations in it.
  public static double nanos(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int exponent = FIRST_EXPONENT + (bucket - EXACT) / STEPS;
    int step = (bucket - EXACT) % STEPS;
    return Math.scalb(STEPS + step + 0.5, exponent - STEP_BITS);
  }

  public void add(int bucket, long times) {
    if (counts.length == 0) {
      counts = new long[16];
      first = bucket - 4;
    }
    if (bucket < first || bucket >= first + counts.length) {
      grow(bucket);
    }
    counts[bucket - first] += times;
    count += times;
  }

  private void grow(int bucket) {
    int low = Math.min(first, bucket);
    int high = Math.max(first + counts.length, bucket + 1);
    int spare = (high - low) / 2;
    long[] more = new long[high - low + 2 * spare];
    System.arraycopy(counts, 0, more, first - low + spare, counts.length);
    counts = more;
    first = low - spare;
  }

  public void add(DurationHistogram other) {
    for (int i = 0; i < other.counts.length; i++) {
      if (other.counts[i] != 0) {
        add(other.first + i, other.counts[i]);
      }
    }
  }

  /// Takes the buckets of a histogram.
  @FunctionalInterface
  public interface BucketSink {
    void take(int bucket, long times);
  }

  /// Hands out the buckets that have durations, the shortest first.
  public void forEach(BucketSink sink) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        sink.take(first + i, counts[i]);
      }
    }
  }

  /// How many durations were counted.
  public long count() {
    return count;
  }

  /// What the durations add up to, divided by their number. Zero when there is none.
  public double meanNanos() {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] == 0 ? 0 : counts[i] * nanos(first + i);
    }
    return count == 0 ? 0 : sum / count;
  }

  /// The duration that the share `q` (0 to 1) of all fall below, as the function `quantile` of
  /// LogsQL has it: of n durations in order the one at place `⌊q n⌋`, the first being 0 and the
  /// last n - 1. Zero when there is none.
  public double quantileNanos(double q) {
    long place = Math.min((long) (q * count), count - 1);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen > place && counts[i] > 0) {
        return nanos(first + i);
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DurationHistogram that
        && count == that.count
        && Arrays.equals(trimmed(), that.trimmed());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(trimmed());
  }

  /// The first bucket in use and the counts from there on.
  private long[] trimmed() {
    int from = 0;
    int to = counts.length;
    while (from < to && counts[from] == 0) {
      from++;
    }
    while (to > from && counts[to - 1] == 0) {
      to--;
    }
    long[] copy = new long[to - from + 1];
    copy[0] = from == to ? 0 : first + from;
    System.arraycopy(counts, from, copy, 1, to - from);
    return copy;
  }

  @Override
  public String toString() {
    return count + " durations " + Arrays.toString(trimmed());
  }
}
