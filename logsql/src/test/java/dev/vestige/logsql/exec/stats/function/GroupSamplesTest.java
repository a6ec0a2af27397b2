package dev.vestige.logsql.exec.stats.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.exec.stats.Limits;
import dev.vestige.testkit.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The samples of many groups against an object per group.
@ExtendWith(Seed.class)
class GroupSamplesTest {
  private static final int GROUPS = 40;

  /// The same groups twice: the form under test and the simple one.
  private static final class Pair {
    final GroupSamples shared = new GroupSamples();
    final Samples[] simple = new Samples[GROUPS];

    Pair() {
      shared.grow(GROUPS);
      Arrays.setAll(simple, group -> new Samples(new Samples.Tally()));
    }

    void add(int group, long value) {
      shared.add(group, value);
      simple[group].add(value);
    }

    void merge(int group, Pair other, int otherGroup) {
      shared.merge(group, other.shared, otherGroup);
      take(group, other.simple[otherGroup]);
    }

    private void take(int group, Samples theirs) {
      if (simple[group].seen() == 0) {
        simple[group] = theirs;
      } else {
        simple[group].merge(theirs);
      }
    }

    void restore(int group, long seen, long[] values) {
      shared.restore(group, seen, values.clone());
      Samples saved = new Samples(new Samples.Tally());
      saved.restore(seen, values.clone());
      take(group, saved);
    }

    void replaceAll() {
      shared.replaceAll(value -> value * 3 + 1);
      for (Samples samples : simple) {
        samples.replaceAll(value -> value * 3 + 1);
      }
    }

    void check() {
      for (int group = 0; group < GROUPS; group++) {
        assertThat(shared.seen(group)).isEqualTo(simple[group].seen());
        assertThat(shared.size(group)).isEqualTo(simple[group].size());
        assertThat(Arrays.copyOf(shared.values(group), shared.size(group)))
            .isEqualTo(Arrays.copyOf(simple[group].values(), simple[group].size()));
      }
    }
  }

  @Test
  void they_keep_what_an_object_per_group_keeps(RandomGenerator random) {
    for (int round = 0; round < 30; round++) {
      Pair pair = filled(random);
      for (int step = 0; step < 10; step++) {
        change(pair, random);
        pair.check();
      }
    }
  }

  private static Pair filled(RandomGenerator random) {
    Pair pair = new Pair();
    int groups = 1 + random.nextInt(GROUPS);
    int count = random.nextInt(6 * GROUPS * (1 + random.nextInt(20)));
    for (int i = 0; i < count; i++) {
      pair.add(Math.min(random.nextInt(groups), random.nextInt(groups)), random.nextLong());
    }
    return pair;
  }

  private static void change(Pair pair, RandomGenerator random) {
    switch (random.nextInt(4)) {
      case 0 -> {
        Pair other = filled(random);
        for (int group = 0; group < GROUPS; group++) {
          pair.merge(random.nextInt(GROUPS), other, group);
        }
      }
      case 1 -> pair.replaceAll();
      case 2 -> {
        int size = 1 + random.nextInt(2 * GroupSamples.SHARED_MAX);
        long[] values = random.longs(size).toArray();
        pair.restore(random.nextInt(GROUPS), size + random.nextInt(2) * 7L, values);
      }
      default -> {
        int group = random.nextInt(GROUPS);
        random.longs(random.nextInt(200)).forEach(value -> pair.add(group, value));
      }
    }
  }

  @Test
  void a_group_past_the_limit_makes_the_same_choice(RandomGenerator random) {
    Pair many = new Pair();
    Pair few = new Pair();
    random.longs(Limits.SAMPLES_MAX + 1000L).forEach(value -> many.add(1, value));
    random.longs(50).forEach(value -> few.add(1, value));
    random.longs(50).forEach(value -> few.add(2, value));
    many.merge(1, few, 1);
    many.check();
    few.merge(2, many, 1);
    few.check();
  }

  @Test
  void places_that_became_free_are_used_again() {
    GroupSamples samples = new GroupSamples();
    samples.grow(1000);
    for (int group = 0; group < 1000; group++) {
      for (int i = 0; i < GroupSamples.SHARED_MAX; i++) {
        samples.add(group, group);
      }
    }
    long bytes = samples.sizeBytes();
    assertThat(bytes).isBetween(8L * 64 * 1000, 8L * 64 * 1100 + 65_536);
    assertThat(LongStream.of(samples.values(999)).allMatch(value -> value == 999)).isTrue();
  }
}
