package dev.vestige.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vestige.testkit.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
  @Test
  void quantiles_are_within_one_percent() {
    RandomGenerator random = Seed.random("quantiles");
    for (int round = 0; round < 50; round++) {
      long[] durations = new long[1 + random.nextInt(3_000)];
      DurationHistogram histogram = new DurationHistogram();
      double spread = random.nextDouble(6);
      double middle = Math.pow(10, random.nextInt(12));
      for (int i = 0; i < durations.length; i++) {
        durations[i] = (long) (middle * Math.exp(spread * random.nextGaussian()));
        histogram.add(DurationHistogram.bucket(durations[i]), 1);
      }
      Arrays.sort(durations);
      assertThat(histogram.count()).isEqualTo(durations.length);
      for (double q : new double[] {0, 0.5, 0.9, 0.99, 1}) {
        double exact = durations[Math.min((int) (q * durations.length), durations.length - 1)];
        assertThat(histogram.quantileNanos(q)).isCloseTo(exact, within(exact * 0.01));
      }
    }
  }

  @Test
  void every_duration_has_a_bucket_near_it() {
    RandomGenerator random = Seed.random("buckets");
    long[] edges = {0, 1, 127, 128, 129, Long.MAX_VALUE, Long.MIN_VALUE, -1};
    for (int i = 0; i < 10_000; i++) {
      long nanos = i < edges.length ? edges[i] : random.nextLong() >>> random.nextInt(64);
      int bucket = DurationHistogram.bucket(nanos);
      assertThat(bucket).isBetween(0, DurationHistogram.BUCKETS - 1);
      double value = nanos >= 0 ? nanos : (nanos >>> 1) * 2.0;
      assertThat(DurationHistogram.nanos(bucket)).isCloseTo(value, within(value * 0.01));
    }
  }

  @Test
  void histograms_add_up() {
    RandomGenerator random = Seed.random("sums");
    DurationHistogram all = new DurationHistogram();
    DurationHistogram sum = new DurationHistogram();
    for (int i = 0; i < 20; i++) {
      DurationHistogram one = new DurationHistogram();
      for (int j = random.nextInt(30); j > 0; j--) {
        int bucket = random.nextInt(DurationHistogram.BUCKETS);
        one.add(bucket, 1);
        all.add(bucket, 1);
      }
      sum.add(one);
    }
    assertThat(sum).isEqualTo(all).hasSameHashCodeAs(all);
    assertThat(new DurationHistogram().quantileNanos(0.5)).isZero();
  }

  @Test
  void the_mean_is_near_that_of_the_durations() {
    DurationHistogram durations = new DurationHistogram();
    durations.add(DurationHistogram.bucket(1_000_000), 3);
    durations.add(DurationHistogram.bucket(9_000_000), 1);
    assertThat(durations.meanNanos()).isCloseTo(3_000_000, within(30_000.0));
    assertThat(new DurationHistogram().meanNanos()).isZero();
  }
}
