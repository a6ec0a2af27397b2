package dev.vestige.logsql.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.pipe.Pipe;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeBoundsTest {

  private static TimeRange of(String filter) {
    return TimeBounds.of(LogsQl.parseFilter(filter, ParseOptions.at(0)));
  }

  @Test
  void filters_side_by_side_narrow_the_range() {
    assertThat(of("a _time:[1, 5] b _time:[3, 9]"))
        .isEqualTo(new TimeRange(3_000_000_000L, 5_000_000_000L));
    assertThat(of("_time:[1, 2] _time:[3, 4]").isEmpty()).isTrue();
  }

  @Test
  void alternatives_widen_it() {
    assertThat(of("_time:[1, 2] or _time:[5, 6] a"))
        .isEqualTo(new TimeRange(1_000_000_000L, 6_000_000_000L));
    assertThat(of("_time:[1, 2] or a")).isEqualTo(TimeRange.ALL);
  }

  @Test
  void everything_else_says_nothing() {
    assertThat(of("!_time:[1, 2]")).isEqualTo(TimeRange.ALL);
    assertThat(of("* {a=b} _time:day_range[08:00, 09:00]")).isEqualTo(TimeRange.ALL);
  }

  @Test
  void filters_name_their_fields() {
    assertThat(
            FilterFields.of(
                LogsQl.parseFilter("a b:c !(d:eq_field(e) or {f=g}) _time:1h", ParseOptions.at(0))))
        .containsExactly("_msg", "_stream", "_time", "b", "d", "e");
  }

  @Test
  void pipes_that_look_at_one_row_are_local() {
    List<Pipe> pipes =
        LogsQl.parse("* | fields a | math b+1 as c | stats count() d | limit 1", ParseOptions.at(0))
            .pipes();
    assertThat(pipes.stream().map(RowLocalPipes::contains))
        .containsExactly(true, true, false, false);
  }
}
