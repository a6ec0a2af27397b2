package dev.vestige.logsql.exec.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.testkit.Seed;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class ExponentialTest {
  @Test
  void lies_within_four_steps_of_the_nearest_double(RandomGenerator random) {
    for (int i = 0; i < 10_000; i++) {
      double x = random.nextDouble(-700, 709);
      double nearest = Math.exp(x);
      assertThat(Exponential.of(x)).isCloseTo(nearest, Offset.offset(4 * Math.ulp(nearest)));
    }
  }

  @Test
  void ends_are_those_of_doubles() {
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(1)).isEqualTo(Math.E);
    assertThat(Exponential.of(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.of(-1000)).isZero();
    assertThat(Exponential.of(1000)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Exponential.of(Double.NaN)).isNaN();
    assertThat(Exponential.of(37)).isEqualTo(11719142372802610.0);
  }
}
