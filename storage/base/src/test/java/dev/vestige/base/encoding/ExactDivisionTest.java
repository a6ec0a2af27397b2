package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TestSeed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestSeed.class)
class ExactDivisionTest {
  @Test
  void gives_the_quotient_of_any_multiple(RandomGenerator random) {
    for (int round = 0; round < 10_000; round++) {
      long divisor = (random.nextLong() >>> (2 + random.nextInt(61))) + 1;
      long quotient = random.nextLong(Long.MAX_VALUE / divisor);
      assertThat(ExactDivision.by(divisor).divide(quotient * divisor)).isEqualTo(quotient);
    }
  }

  @Test
  void by_one_it_changes_nothing() {
    assertThat(ExactDivision.by(1).divide(-5)).isEqualTo(-5);
    assertThat(ExactDivision.by(Long.MAX_VALUE).divide(Long.MAX_VALUE)).isEqualTo(1);
  }
}
