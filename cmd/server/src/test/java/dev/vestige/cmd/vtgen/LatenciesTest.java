package dev.vestige.cmd.vtgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void shares_are_told_within_an_eighth() {
    Latencies latencies = new Latencies();
    assertThat(latencies.millis(0.5)).isZero();
    for (int i = 1; i <= 1000; i++) {
      latencies.add(i * 1_000_000L);
    }
    assertThat(latencies.millis(0.5)).isBetween(500.0, 563.0);
    assertThat(latencies.millis(0.99)).isBetween(990.0, 1000.0);
    assertThat(latencies.maxMillis()).isCloseTo(1000, within(0.001));
    assertThat(latencies.millis(0)).isBetween(0.0, 1.2);
  }

  @Test
  void the_longest_and_the_shortest_have_a_place() {
    Latencies latencies = new Latencies();
    latencies.add(0);
    latencies.add(Long.MAX_VALUE);
    assertThat(latencies.millis(0.5)).isZero();
    assertThat(latencies.millis(1)).isCloseTo(Long.MAX_VALUE / 1e6, within(1.0));
  }
}
