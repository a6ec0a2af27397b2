package dev.vestige.logsql.exec.stats.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.exec.stats.Limits;
import dev.vestige.testkit.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A bounded choice of many longs.
@ExtendWith(Seed.class)
class SamplesTest {
  /// Ten standard deviations of the place of a median among the values.
  private static final double TOLERANCE = 0.03;

  private static Samples of(long from, long to) {
    Samples samples = new Samples(new Samples.Tally());
    for (long value = from; value < to; value++) {
      samples.add(value);
    }
    return samples;
  }

  private static double quantile(Samples samples, double phi) {
    return Selection.at(samples.values(), samples.size(), (int) (phi * samples.size()));
  }

  @Test
  void up_to_the_limit_everything_is_kept() {
    Samples samples = of(0, Limits.SAMPLES_MAX / 2);
    samples.merge(of(Limits.SAMPLES_MAX / 2, Limits.SAMPLES_MAX));
    long[] kept = Arrays.copyOf(samples.values(), samples.size());
    Arrays.sort(kept);
    assertThat(kept).hasSize(Limits.SAMPLES_MAX).startsWith(0, 1, 2).endsWith(kept.length - 1);
  }

  @Test
  void one_past_the_limit_is_still_bounded() {
    Samples samples = of(0, Limits.SAMPLES_MAX + 1L);
    assertThat(samples.size()).isEqualTo(Limits.SAMPLES_MAX);
    assertThat(samples.seen()).isEqualTo(Limits.SAMPLES_MAX + 1L);
  }

  @Test
  void a_choice_of_many_stands_for_all() {
    long count = 30L * Limits.SAMPLES_MAX;
    Samples samples = of(0, count);
    for (double phi : new double[] {0.1, 0.5, 0.99}) {
      assertThat(quantile(samples, phi) / count).isBetween(phi - TOLERANCE, phi + TOLERANCE);
    }
  }

  @Test
  void merged_choices_count_by_what_they_stand_for() {
    long half = 4L * Limits.SAMPLES_MAX;
    Samples small = of(half, half + Limits.SAMPLES_MAX / 4);
    small.merge(of(0, half));
    long total = half + Limits.SAMPLES_MAX / 4;
    assertThat(small.seen()).isEqualTo(total);
    assertThat(quantile(small, 0.5) / total).isBetween(0.5 - TOLERANCE, 0.5 + TOLERANCE);
  }

  @Test
  void selection_finds_what_sorting_would(RandomGenerator random) {
    for (int round = 0; round < 300; round++) {
      long[] longs = random.longs(1 + random.nextInt(80), -9, 9).toArray();
      long[] sorted = longs.clone();
      Arrays.sort(sorted);
      int place = random.nextInt(longs.length);
      assertThat(Selection.at(longs, longs.length, place)).isEqualTo(sorted[place]);
    }
  }
}
