package dev.vestige.logsql.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationsTest {

  @Test
  void whole_numbers_of_units_are_exact() {
    assertThat(Durations.parse("106751d23h47m16s854ms775µs807ns")).isEqualTo(Long.MAX_VALUE);
    assertThat(Durations.parse("9223372036854775807ns")).isEqualTo(Long.MAX_VALUE);
    assertThat(Durations.parse("300y")).isEqualTo(Long.MAX_VALUE);
    assertThat(Durations.parse("-300y")).isEqualTo(-Long.MAX_VALUE);
  }

  @Test
  void whatever_is_formatted_is_read_back() {
    for (long seed = 0; seed < 5000; seed++) {
      long nanos = new Random(seed).nextLong() >> new Random(~seed).nextInt(63);
      assertThat(Durations.parse(Durations.format(nanos))).as("seed %d", seed).isEqualTo(nanos);
    }
    assertThat(Durations.format(0)).isEqualTo("0s");
    assertThat(Durations.format(5_400_000_000_000L)).isEqualTo("1h30m");
    assertThat(Durations.format(-1_002_000_003L)).isEqualTo("-1s2ms3ns");
  }

  @Test
  void texts_without_units_are_no_durations() {
    for (String text : new String[] {"", "-", "5", "1us", "1s5", "s", "1.5", "1h-5m"}) {
      assertThat(Durations.parse(text)).as(text).isEqualTo(Durations.NONE);
    }
  }
}
