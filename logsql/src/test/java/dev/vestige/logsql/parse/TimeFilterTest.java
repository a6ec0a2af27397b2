package dev.vestige.logsql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.WeekRangeFilter;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFilterTest {
  private static final String NOW = "2025-06-16T00:00:00Z";

  private static long nanos(String instant) {
    Instant parsed = Instant.parse(instant);
    return parsed.getEpochSecond() * 1_000_000_000L + parsed.getNano();
  }

  private static TimeFilter parse(String text) {
    return (TimeFilter) LogsQl.parseFilter("_time:" + text, ParseOptions.at(nanos(NOW)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "2025 => 2025-01-01T00:00:00Z => 2025-12-31T23:59:59.999999999Z",
        "2024-02Z => 2024-02-01T00:00:00Z => 2024-02-29T23:59:59.999999999Z",
        "2025-06-15 => 2025-06-15T00:00:00Z => 2025-06-15T23:59:59.999999999Z",
        "2025-06-15T10 => 2025-06-15T10:00:00Z => 2025-06-15T10:59:59.999999999Z",
        "2025-06-15T10:20 => 2025-06-15T10:20:00Z => 2025-06-15T10:20:59.999999999Z",
        "2025-06-15T10:20:30Z => 2025-06-15T10:20:30Z => 2025-06-15T10:20:30.999999999Z",
        "2025-06-15T10:20:30.5Z => 2025-06-15T10:20:30.5Z => 2025-06-15T10:20:30.5Z",
        "2025-06-15T10:20:30.123Z => 2025-06-15T10:20:30.123Z => 2025-06-15T10:20:30.123999999Z",
        "2025-06-15-05:00 => 2025-06-15T05:00:00Z => 2025-06-16T04:59:59.999999999Z",
        "2025-06-15T10+05:30 => 2025-06-15T04:30:00Z => 2025-06-15T05:29:59.999999999Z",
        "2025-03:00 => 2025-01-01T03:00:00Z => 2026-01-01T02:59:59.999999999Z",
        "[2025-06-14Z, 2025-06-15Z] => 2025-06-14T00:00:00Z => 2025-06-15T23:59:59.999999999Z",
        "(2025-06-14Z, 2025-06-15Z) => 2025-06-14T00:00:00.000000001Z => 2025-06-14T23:59:59.999999999Z",
        "[1749945600, 1750032000000] => 2025-06-15T00:00:00Z => 2025-06-16T00:00:00Z",
        "[1749945600.25, 1750032000000000) => 2025-06-15T00:00:00.25Z => 2025-06-15T23:59:59.999999999Z",
        "[now-1h, now] => 2025-06-15T23:00:00Z => 2025-06-16T00:00:00Z",
        "[-1d, -30m) => 2025-06-15T00:00:00Z => 2025-06-15T23:29:59.999999999Z",
        "1d => 2025-06-15T00:00:00Z => 2025-06-16T00:00:00Z",
        "-1d => 2025-06-15T00:00:00Z => 2025-06-16T00:00:00Z",
        "<1d => 2025-06-15T00:00:00.000000001Z => 2025-06-16T00:00:00Z",
        "<=1d => 2025-06-15T00:00:00Z => 2025-06-16T00:00:00Z",
        "1h offset 30m => 2025-06-15T22:30:00Z => 2025-06-15T23:30:00Z",
        "2025-06-15Z offset -1d => 2025-06-16T00:00:00Z => 2025-06-16T23:59:59.999999999Z",
        "now => 2025-06-16T00:00:00Z => 2025-06-16T00:00:00Z"
      })
  void bounds_of_both_ends(String text, String first, String last) {
    assertThat(parse(text).minNanos()).isEqualTo(nanos(first));
    assertThat(parse(text).maxNanos()).isEqualTo(nanos(last));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        ">1d => 2025-06-14T23:59:59.999999999Z",
        ">=1d => 2025-06-15T00:00:00Z",
        "<2025-06-15Z => 2025-06-14T23:59:59.999999999Z",
        "<=2025-06-15Z => 2025-06-15T23:59:59.999999999Z",
        "offset 1h => 2025-06-15T23:00:00Z",
        "<=2025-06-15Z offset 1h => 2025-06-15T22:59:59.999999999Z"
      })
  void bounds_without_a_lower_end(String text, String last) {
    assertThat(parse(text).minNanos()).isEqualTo(Long.MIN_VALUE);
    assertThat(parse(text).maxNanos()).isEqualTo(nanos(last));
  }

  @Test
  void bounds_without_an_upper_end() {
    assertThat(parse(">2025-06-15Z").minNanos()).isEqualTo(nanos("2025-06-15T00:00:00.000000001Z"));
    assertThat(parse(">=2025-06-15Z").minNanos()).isEqualTo(nanos("2025-06-15T00:00:00Z"));
    assertThat(parse(">=2025-06-15Z offset 1h").maxNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_missing_zone_is_the_local_one_and_gets_printed() {
    ParseOptions berlin = ParseOptions.at(0).withZone(ZoneId.of("Europe/Berlin"));
    TimeFilter summer = (TimeFilter) LogsQl.parseFilter("_time:2025-06-15", berlin);
    assertThat(summer.text()).isEqualTo("2025-06-15+02:00");
    assertThat(summer.minNanos()).isEqualTo(nanos("2025-06-14T22:00:00Z"));
    TimeFilter old = (TimeFilter) LogsQl.parseFilter("_time:1880", berlin);
    assertThat(LogsQl.parseFilter("_time:" + old.text(), ParseOptions.at(0))).isEqualTo(old);
  }

  @Test
  void intervals_made_from_instants_survive_printing() {
    long[] instants = {
      Long.MIN_VALUE, 0, 1_500_000_000L, nanos(NOW), nanos(NOW) + 1, Long.MAX_VALUE
    };
    for (long min : instants) {
      for (long max : instants) {
        if (min != Long.MIN_VALUE || max != Long.MAX_VALUE) {
          TimeFilter filter = TimeFilter.between(min, max);
          assertThat(parse(filter.text())).isEqualTo(filter);
          for (long instant : new long[] {-1, 0, 1, 1_500_000_000L, nanos(NOW), nanos(NOW) + 1}) {
            boolean matches = filter.minNanos() <= instant && instant <= filter.maxNanos();
            assertThat(matches).isEqualTo(min <= instant && instant <= max);
          }
        }
      }
    }
    assertThatThrownBy(() -> TimeFilter.between(Long.MIN_VALUE, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void day_ranges_count_nanoseconds_of_the_day() {
    DayRangeFilter range =
        (DayRangeFilter)
            LogsQl.parseFilter("_time:day_range(08:00, 24:00) offset 2h", ParseOptions.at(0));
    assertThat(range.minNanosOfDay()).isEqualTo(8L * 3600 * 1_000_000_000 + 1);
    assertThat(range.maxNanosOfDay()).isEqualTo(DayRangeFilter.NANOS_PER_DAY - 2);
    assertThat(range.offsetNanos()).isEqualTo(2L * 3600 * 1_000_000_000);
  }

  @Test
  void week_ranges_count_days_from_sunday() {
    WeekRangeFilter range =
        (WeekRangeFilter) LogsQl.parseFilter("_time:week_range(sun, Saturday]", ParseOptions.at(0));
    assertThat(range.minDay()).isEqualTo(1);
    assertThat(range.maxDay()).isEqualTo(6);
  }
}
