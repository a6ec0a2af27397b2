package dev.vestige.logsql.exec.filter;

import static dev.vestige.logsql.exec.filter.Filtering.kept;
import static dev.vestige.logsql.exec.filter.Filtering.keptOf;
import static dev.vestige.logsql.exec.filter.Filtering.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ranges of numbers, addresses and times, and fields compared with one another.
class NumberFiltersTest {
  @Test
  void ranges_read_every_form_of_a_number() {
    String[] mixed = {
      "42",
      "2025-06-15T10:00:00Z",
      "9",
      "10.0.0.1",
      "10KB",
      "1.5s",
      "true",
      "-",
      "3.14",
      "1e3",
      "-7",
      "0x1F",
      ""
    };
    assertThat(kept("f:range[0, 100]", mixed)).containsExactly("42", "9", "-", "3.14", "0x1F");
    assertThat(kept("f:>1K", mixed))
        .containsExactly("2025-06-15T10:00:00Z", "10.0.0.1", "10KB", "1.5s");
    assertThat(kept("f:<0", mixed)).containsExactly("-7");
  }

  @Test
  void brackets_may_leave_out_the_bounds() {
    String[] numbers = {"4", "5", "6", "9", "10", "-5", ""};
    assertThat(kept("f:range(5, 10)", numbers)).containsExactly("6", "9");
    assertThat(kept("f:range[5, 10)", numbers)).containsExactly("5", "6", "9");
    assertThat(kept("f:range(4.5, 6.5)", numbers)).containsExactly("5", "6");
    assertThat(kept("f:range[10, 5]", numbers)).isEmpty();
    assertThat(kept("f:range(-inf, inf)", numbers)).hasSize(6);
    assertThat(kept("f:range(-inf, 4]", numbers)).containsExactly("4", "-5");
    assertThat(kept("f:>=inf", numbers)).isEmpty();
  }

  @Test
  void neighbours_beyond_doubles_fall_together() {
    String[] big = {"9007199254740991", "9007199254740992", "9007199254740993", "1"};
    assertThat(kept("f:<=9007199254740992", big)).hasSize(4);
    assertThat(kept("f:>9007199254740992", big)).isEmpty();
    assertThat(kept("f:>=9007199254740993", big))
        .containsExactly("9007199254740992", "9007199254740993");
    assertThat(kept("f:>1e19", "9223372036854775807", "-9223372036854775808")).isEmpty();
    assertThat(kept("f:>1e19", "18446744073709551615", "9223372036854775808"))
        .containsExactly("18446744073709551615");
    assertThat(kept("f:>=9223372036854775807", "18446744073709551615", "9223372036854775808"))
        .hasSize(2);
  }

  @Test
  void infinities_are_numbers_and_nan_is_none() {
    String[] odd = {"-Inf", "+Inf", "NaN", "1.5", ""};
    assertThat(kept("f:>0", odd)).containsExactly("+Inf", "1.5");
    assertThat(kept("f:<0", odd)).containsExactly("-Inf");
    assertThat(kept("f:range[-inf, inf]", odd)).containsExactly("-Inf", "+Inf", "1.5");
  }

  @Test
  void numbers_past_the_largest_double_are_texts() {
    assertThat(kept("f:>100", "1e3", "1e400", "-1e400", "1e-400")).containsExactly("1e3");
    assertThat(kept("f:<=0", "1e-400")).containsExactly("1e-400");
  }

  @Test
  void hex_numbers_are_texts_to_a_range() {
    // Thirty hundreds in float notation, five days, and no number at all.
    assertThat(kept("f:=3e2", "3e2", "5d", "fe")).containsExactly("3e2");
    assertThat(kept("f:range[300, 300]", "3e2", "5d", "fe")).containsExactly("3e2");
    assertThat(kept("f:>=5d", "3e2", "5d", "fe")).containsExactly("5d");
    assertThat(kept("f:fe", "3e2", "5d", "fe", "fea")).containsExactly("fe");
  }

  @Test
  void addresses_have_ranges() {
    String[] addresses = {"10.0.0.1", "10.0.0.255", "10.0.1.0", "192.168.0.1", ""};
    assertThat(kept("f:ipv4_range(10.0.0.0/24)", addresses))
        .containsExactly("10.0.0.1", "10.0.0.255");
    assertThat(kept("f:ipv4_range(10.0.0.255, 192.168.0.1)", addresses))
        .containsExactly("10.0.0.255", "10.0.1.0", "192.168.0.1");
    assertThat(kept("f:>192.168.0.0", addresses)).containsExactly("192.168.0.1");
    assertThat(kept("f:ipv4_range(0.0.0.0/0)", "12", "-1", "1.2.3")).isEmpty();
  }

  @Test
  void times_have_bounds_to_the_nanosecond() {
    String[] times = {
      "2025-06-14T23:59:59.999999999Z",
      "2025-06-15T00:00:00Z",
      "2025-06-15T23:59:59.999999999Z",
      "2025-06-16T00:00:00Z",
      ""
    };
    assertThat(keptOf("_time", "_time:2025-06-15Z", times)).containsExactly(times[1], times[2]);
    assertThat(keptOf("_time", "_time:>2025-06-15Z", times)).containsExactly(times[2], times[3]);
    assertThat(keptOf("_time", "_time:<2025-06-15Z", times)).containsExactly(times[0]);
    assertThat(keptOf("_time", "_time:1d", times)).containsExactly(times[0], times[1]);
    assertThat(keptOf("_time", "_time:2025-06-15Z", "no time", "5", "")).isEmpty();
  }

  @Test
  void a_day_has_parts() {
    String[] times = {
      "2025-06-15T08:30:00Z",
      "2025-06-15T08:29:59.999Z",
      "2025-06-16T08:30:59.9Z",
      "2025-06-16T08:31:00Z",
      "1969-12-31T08:30:30Z"
    };
    assertThat(keptOf("_time", "_time:day_range[08:30, 08:31)", times))
        .containsExactly(times[0], times[2], times[4]);
    assertThat(keptOf("_time", "_time:day_range(08:30, 08:31]", times))
        .containsExactly(times[2], times[3], times[4]);
    assertThat(keptOf("_time", "_time:day_range[06:30, 06:31) offset 2h", times))
        .containsExactly(times[0], times[2], times[4]);
    assertThat(keptOf("_time", "_time:day_range[18:00, 08:00]", times)).isEmpty();
  }

  @Test
  void the_week_starts_on_sunday() {
    String[] times = {
      "2025-06-14T23:59:59.999999999Z", // Saturday
      "2025-06-15T00:00:00Z", // Sunday
      "2025-06-16T12:00:00Z",
      "2025-06-20T23:59:59Z", // Friday
      "1969-12-31T12:00:00Z" // Wednesday
    };
    assertThat(keptOf("_time", "_time:week_range[Mon, Fri]", times))
        .containsExactly(times[2], times[3], times[4]);
    assertThat(keptOf("_time", "_time:week_range[Sun, Sun]", times)).containsExactly(times[1]);
    assertThat(keptOf("_time", "_time:week_range[Sat, Mon]", times)).isEmpty();
    assertThat(keptOf("_time", "_time:week_range[Sat, Sat] offset 1h", times))
        .containsExactly(times[0], times[1]);
  }

  @Test
  void two_fields_are_equal_when_their_texts_are() {
    TestBlock block =
        new TestBlock(4)
            .with("a", Columns.texts(List.of("1s", "1s", "", "x")))
            .with("b", Columns.texts(List.of("1000ms", "1s", "", "")));
    assertThat(rows("a:eq_field(b)", block)).containsExactly(1, 2);
    assertThat(rows("a:eq_field(a)", block)).hasSize(4);
    assertThat(rows("a:lt_field(a)", block)).isEmpty();
    assertThat(rows("nosuch:eq_field(b)", block)).containsExactly(2, 3);
  }

  @Test
  void two_fields_have_an_order_of_numbers_or_else_of_bytes() {
    assertLess("42", "10ms");
    assertLess("10.0.0.1", "1d");
    assertLess("10ms", "10.0.0.1");
    assertLess("-", "3ns");
    assertLess("-7", "250us");
    assertLess("20", "250us");
    assertLess("", "a");
    assertLess("2h45m", "abc");
    assertLess("9007199254740992", "9007199254740993");
    assertLess("18446744073709551614", "18446744073709551615");
    assertLess("2025-06-15T10:20:30.000000001Z", "2025-06-15T10:20:30.000000002Z");
  }

  private static void assertLess(String less, String more) {
    TestBlock block =
        new TestBlock(3)
            .with("a", Columns.texts(List.of(less, more, less)))
            .with("b", Columns.texts(List.of(more, less, less)));
    assertThat(rows("a:lt_field(b)", block)).as("%s < %s", less, more).containsExactly(0);
    assertThat(rows("a:le_field(b)", block)).as("%s <= %s", less, more).containsExactly(0, 2);
  }

  @Test
  void two_columns_of_numbers_are_compared_as_such() {
    for (NumberFormat format : List.of(NumberFormat.DECIMAL, NumberFormat.UNSIGNED)) {
      String large = format == NumberFormat.UNSIGNED ? "18446744073709551615" : "7";
      ColumnVector a = Columns.longs(List.of("5", "6", large), format).orElseThrow();
      ColumnVector b = Columns.longs(List.of("6", "6", "1"), format).orElseThrow();
      TestBlock block = new TestBlock(3).with("a", a).with("b", b);
      assertThat(rows("a:lt_field(b)", block)).containsExactly(0);
      assertThat(rows("a:le_field(b)", block)).containsExactly(0, 1);
      assertThat(rows("a:eq_field(b)", block)).containsExactly(1);
    }
  }
}
