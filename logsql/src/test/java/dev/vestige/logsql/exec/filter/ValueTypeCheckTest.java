package dev.vestige.logsql.exec.filter;

import static dev.vestige.logsql.exec.filter.Filtering.keptOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypeCheckTest {
  /// Eight small numbers, a given text, and a row without a value.
  private static String[] withEightNumbers(String text) {
    List<String> values = new ArrayList<>(List.of("0", "1", "2", "3", "4", "5", "6", "7", ""));
    values.add(text);
    return values.toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "255, uint8",
    "256, uint16",
    "65536, uint32",
    "4294967296, uint64",
    "18446744073709551615, uint64",
    "-1, int64",
    "0.5, float64",
    "007, string",
    "1.50, string",
    "1e3, string",
    "x, string",
    "7, dict"
  })
  void the_narrowest_type_that_holds_all_values_counts(String value, String type) {
    assertThat(keptOf("f", "f:value_type(" + type + ")", withEightNumbers(value))).hasSize(9);
    assertThat(keptOf("f", "f:value_type(nonsense)", withEightNumbers(value))).isEmpty();
  }

  @Test
  void addresses_and_times_have_types() {
    String[] addresses = new String[9];
    String[] times = new String[9];
    for (int i = 0; i < 9; i++) {
      addresses[i] = "10.0.0." + i;
      times[i] = "2025-06-15T10:20:30.12%dZ".formatted(i + 1);
    }
    assertThat(keptOf("f", "f:value_type(ipv4)", addresses)).hasSize(9);
    assertThat(keptOf("f", "f:value_type(iso8601)", times)).hasSize(9);
  }

  @Test
  void one_value_is_a_constant_and_so_are_labels() {
    assertThat(keptOf("f", "f:value_type(const)", "a", "", "a")).containsExactly("a", "a");
    assertThat(keptOf("f", "f:value_type(const)", "a", "b")).isEmpty();
    assertThat(keptOf("name", "name:value_type(const)", "a", "b", "")).containsExactly("a", "b");
  }
}
