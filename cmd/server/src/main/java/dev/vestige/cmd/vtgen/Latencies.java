package dev.vestige.cmd.vtgen;

/// How long requests took, in buckets that are an eighth of their value wide. Thread-safe.
final class Latencies {
  private static final int STEPS_LOG = 3;
  private static final int STEPS = 1 << STEPS_LOG;

  // Guarded by this.
  private final long[] counts = new long[64 * STEPS];
  private long total;
  private long max;

  synchronized void add(long nanos) {
    long micros = nanos / 1_000;
    counts[bucket(micros)]++;
    total++;
    max = Math.max(max, micros);
  }

  private static int bucket(long micros) {
    if (micros < STEPS) {
      return (int) micros;
    }
    int shift = 63 - Long.numberOfLeadingZeros(micros) - STEPS_LOG;
    return (shift + 1) * STEPS + (int) (micros >>> shift) - STEPS;
  }

  private static long highest(int bucket) {
    if (bucket < STEPS) {
      return bucket;
    }
    int shift = bucket / STEPS - 1;
    return ((long) (bucket % STEPS + STEPS + 1) << shift) - 1;
  }

  /// The time that so large a share did not exceed, milliseconds, at most an eighth too high.
  synchronized double millis(double share) {
    long left = (long) Math.ceil(share * (double) total);
    for (int i = 0; i < counts.length; i++) {
      left -= counts[i];
      if (left <= 0) {
        return Math.min(highest(i), max) / 1_000.0;
      }
    }
    return 0;
  }

  synchronized double maxMillis() {
    return max / 1_000.0;
  }
}
