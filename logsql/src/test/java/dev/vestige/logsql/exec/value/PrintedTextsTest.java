package dev.vestige.logsql.exec.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Numbers;
import dev.vestige.storage.ValueText;
import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How results are written.
@ExtendWith(Seed.class)
class PrintedTextsTest {
  private static String number(double value) {
    return Bytes.written(out -> NumberText.append(value, out));
  }

  private static String duration(long nanos) {
    return Bytes.written(out -> DurationText.append(nanos, out));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "3, 3",
    "-7, -7",
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "1e21, 1000000000000000000000",
    "9.223372036854775807e18, 9223372036854776000",
    "1.8446744073709552e19, 18446744073709552000",
    "1e-7, 0.0000001",
    "5e-4, 0.0005",
    "781158625.3305657, 781158625.3305657",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf"
  })
  void numbers_have_no_exponent(double value, String text) {
    assertThat(number(value)).isEqualTo(text);
  }

  @Test
  void the_smallest_numbers_have_one_digit() {
    assertThat(number(Double.MIN_VALUE)).endsWith("0005").hasSize(2 + 324);
    assertThat(number(2 * -Double.MIN_VALUE)).endsWith("0001").hasSize(3 + 323);
    assertThat(number(3 * Double.MIN_VALUE)).endsWith("00015");
    assertThat(Bytes.written(out -> ValueText.appendDouble(Double.MIN_VALUE, out)))
        .isEqualTo("5e-324");
  }

  @Test
  void numbers_read_back_as_they_were(RandomGenerator random) {
    for (int round = 0; round < 20_000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      String text = number(value);
      if (!Double.isNaN(value)) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Numbers.parse(bytes, 0, bytes.length)).isEqualTo(value);
        assertThat(text).doesNotContainIgnoringCase("e");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-40, -40ns",
    "6628338530447, 1h50m28.338530447s",
    "19860000, 19ms860µs",
    "90000123000064, 1d1h123ms64ns",
    "1500000000, 1.5s",
    "60000000000, 1m",
    "-3600000000000, -1h",
    "1000, 1µs"
  })
  void durations_have_a_fraction_only_with_whole_seconds(long nanos, String text) {
    assertThat(duration(nanos)).isEqualTo(text);
  }

  @Test
  void durations_read_back_as_they_were(RandomGenerator random) {
    for (int round = 0; round < 20_000; round++) {
      long nanos = random.nextLong() >> random.nextInt(14, 63);
      if (nanos != 0) {
        // Reading goes through a double, which may lose the last nanosecond.
        assertThat(Durations.parse(duration(nanos)) - nanos).as("%d ns", nanos).isBetween(-1L, 1L);
      }
    }
    assertThat(duration(Long.MIN_VALUE)).isEqualTo(duration(-Long.MAX_VALUE));
  }
}
