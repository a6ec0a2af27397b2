package dev.vestige.logsql.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampsTest {

  @Test
  void times_agree_with_the_calendar() {
    for (long seed = 0; seed < 5000; seed++) {
      long seconds = new Random(seed).nextLong(-9_000_000_000L, 9_000_000_000L);
      String text = Instant.ofEpochSecond(seconds).toString();
      assertThat(Timestamps.parse(text)).as("seed %d", seed).isEqualTo(seconds * 1_000_000_000L);
    }
  }

  @Test
  void whatever_is_formatted_is_read_back() {
    for (long seed = 0; seed < 5000; seed++) {
      long nanos =
          new Random(seed).nextLong(-9_000_000_000_000_000_000L, 9_000_000_000_000_000_000L);
      long rounded = nanos / 1000 * 1000;
      assertThat(Timestamps.parse(Timestamps.format(nanos))).as("seed %d", seed).isEqualTo(nanos);
      assertThat(Timestamps.parse(Timestamps.format(rounded)))
          .as("seed %d", seed)
          .isEqualTo(rounded);
    }
    assertThat(Timestamps.format(1_500_000_000L)).isEqualTo("1970-01-01T00:00:01.5Z");
    assertThat(Timestamps.format(-1)).isEqualTo("1969-12-31T23:59:59.999999999Z");
    assertThat(Timestamps.format(0)).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void the_first_and_the_last_time_can_be_written() {
    assertThat(Timestamps.format(Timestamps.EARLIEST)).isEqualTo("1678-01-01T00:00:00Z");
    assertThat(Timestamps.format(Timestamps.LATEST)).isEqualTo("2261-12-31T23:59:59.999999999Z");
    assertThat(Timestamps.parse("1677-12-31T23:59:59Z")).isEqualTo(Timestamps.NONE);
    assertThat(Timestamps.parse("2262-01-01T00:00:00Z")).isEqualTo(Timestamps.NONE);
  }

  @Test
  void a_blank_may_stand_for_the_t_and_the_zone_may_be_missing() {
    assertThat(Timestamps.parse("1970-01-01 00:00:01")).isEqualTo(1_000_000_000L);
    assertThat(Timestamps.parse("1970-01-01T00:00:01.25-01:00")).isEqualTo(3_601_250_000_000L);
  }
}
