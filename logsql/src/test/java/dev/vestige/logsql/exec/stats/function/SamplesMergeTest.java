package dev.vestige.logsql.exec.stats.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// How far the median of merged samples is off.
class SamplesMergeTest {
  private static double sigmas(Samples samples, long count) {
    long[] kept = Arrays.copyOf(samples.values(), samples.size());
    Arrays.sort(kept);
    return (kept[kept.length / 2] / (double) count - 0.5) * 2 * Math.sqrt(kept.length);
  }

  @Test
  void errors_of_the_parts_of_a_cluster_do_not_add_up() {
    double squares = 0;
    int runs = 40;
    for (int run = 0; run < runs; run++) {
      int count = 150_000 + run * 7_001;
      Samples[] nodes = new Samples[3];
      for (int node = 0; node < 3; node++) {
        nodes[node] = new Samples(new Samples.Tally());
      }
      for (long value = 0; value < count; value++) {
        nodes[(int) Math.floorMod((value * 0x9E37_79B9_7F4A_7C15L) >>> 33, 3L)].add(value);
      }
      nodes[0].merge(nodes[1]);
      nodes[0].merge(nodes[2]);
      double error = sigmas(nodes[0], count);
      squares += error * error;
    }
    // 1 for an ideal choice; parts that draw the same random numbers err in the same direction.
    assertThat(Math.sqrt(squares / runs)).isLessThan(1.4);
  }
}
