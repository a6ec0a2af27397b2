package dev.vestige.select.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.value.Durations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentTextsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1ns, 1",
    "100us, 100000",
    "100µs, 100000",
    "1.5s, 1500000000",
    "1.s, 1000000000",
    "1h30m, 5400000000000",
    "+2ms, 2000000",
    "-2ms, -2000000"
  })
  void durations_of_jaeger_are_read(String text, long nanos) {
    assertThat(GoDuration.nanos("minDuration", text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "1d", "5x", "abc", "--1s", "1s ", ".s", "1e3s"})
  void other_texts_are_refused_by_name(String text) {
    assertThatThrownBy(() -> GoDuration.nanos("minDuration", text))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("minDuration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1750204800000", "1750204800000000", "1750204800000000000"})
  void times_are_told_apart_by_their_size(String text) {
    assertThat(EpochText.nanos("start", text)).hasValue(1_750_204_800_000_000_000L);
  }

  @Test
  void small_times_are_microseconds() {
    assertThat(EpochText.nanos("start", "1000000")).hasValue(1_000_000_000L);
    assertThat(EpochText.nanos("start", "-5")).hasValue(-5_000L);
    assertThat(EpochText.nanos("start", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.5", "now", "99999999999999999999", "2025-06-14T00:00:00Z"})
  void other_times_are_refused_by_name(String text) {
    assertThatThrownBy(() -> EpochText.nanos("start", text))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("start");
  }

  @Test
  void steps_are_durations_or_seconds() {
    assertThat(StepText.nanos("1h30m")).isEqualTo(90 * Durations.NANOS_PER_MINUTE);
    assertThat(StepText.nanos("0.5")).isEqualTo(Durations.NANOS_PER_SECOND / 2);
    assertThat(StepText.nanos("0x10")).isEqualTo(Durations.NONE);
    assertThat(StepText.nanos("NaN")).isEqualTo(Durations.NONE);
    assertThat(StepText.nanos("1x")).isEqualTo(Durations.NONE);
  }
}
