package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationSyntaxTest {
  @Test
  void units_and_their_sums_are_read() {
    assertThat(DurationSyntax.parse("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(DurationSyntax.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(DurationSyntax.parse("1d12h")).isEqualTo(Duration.ofHours(36));
    assertThat(DurationSyntax.parse("1.5h")).isEqualTo(Duration.ofMinutes(90));
    assertThat(DurationSyntax.parse("876000h0m0s")).isEqualTo(Duration.ofDays(36_500));
    assertThat(DurationSyntax.parse("100y")).isEqualTo(Duration.ofDays(36_500));
    assertThat(DurationSyntax.parse("2w")).isEqualTo(Duration.ofDays(14));
    assertThat(DurationSyntax.parse("1ms1us1ns")).isEqualTo(Duration.ofNanos(1_001_001));
    assertThat(DurationSyntax.parse("1µs")).isEqualTo(Duration.ofNanos(1_000));
  }

  @Test
  void zero_needs_no_unit_but_every_other_number_does() {
    assertThat(DurationSyntax.parse("0")).isZero();
    assertThat(DurationSyntax.parse("0s")).isZero();
    assertThatThrownBy(() -> DurationSyntax.parse("5")).hasMessageContaining("such as 30s");
  }

  @Test
  void a_retention_without_a_unit_counts_months() {
    assertThat(DurationSyntax.parseRetention("2")).isEqualTo(Duration.ofDays(62));
    assertThat(DurationSyntax.parseRetention("0.5")).isEqualTo(Duration.ofHours(372));
    assertThat(DurationSyntax.parseRetention("7D")).isEqualTo(Duration.ofDays(7));
    assertThat(DurationSyntax.parseRetention("")).isZero();
  }

  @Test
  void a_retention_in_m_is_refused_since_it_says_minutes_or_months() {
    for (String text : List.of("5m", "5M", "1h30m", "5m1s")) {
      assertThatThrownBy(() -> DurationSyntax.parseRetention(text))
          .hasMessageContaining("months are written as a number without a unit");
    }
    assertThat(DurationSyntax.parseRetention("5ms")).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void what_is_no_duration_is_refused() {
    for (String text :
        List.of("", "abc", "-1h", "1x", "h", "1h 2m", "1h2", "1..5h", "--", "1e3s", "∞", "1h\0")) {
      assertThatThrownBy(() -> DurationSyntax.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void one_past_the_limits_is_refused() {
    String longest = "0".repeat(Limits.QUANTITY_CHARS_MAX - 2) + "1s";
    assertThat(DurationSyntax.parse(longest)).isEqualTo(Duration.ofSeconds(1));
    assertThatThrownBy(() -> DurationSyntax.parse("0" + longest))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(DurationSyntax.parse(Long.MAX_VALUE + "ns"))
        .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    assertThatThrownBy(() -> DurationSyntax.parse("9223372036854775808ns"))
        .hasMessageContaining("292 years");
    assertThatThrownBy(() -> DurationSyntax.parse("99999999999y"))
        .hasMessageContaining("292 years");
  }
}
