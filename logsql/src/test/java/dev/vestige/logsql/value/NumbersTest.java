package dev.vestige.logsql.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "42, 42",
    "-17, -17",
    "007, 7",
    "+5, 5",
    "5., 5",
    ".5, 0.5",
    "-.5, -0.5",
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "123456789012345678, 123456789012345678",
    "18446744073709551615, 18446744073709551615",
    "1_000, 1000",
    "1__0, 10",
    "1.234_567, 1.234567",
    "1e5, 100000",
    "1E-7, 1e-7",
    "-1.5e+3, -1500",
    "1_234e3, 1234000",
    "0x10, 16",
    "0b101, 5",
    "0o17, 15",
    "-0xff, -255",
    "inf, Infinity",
    "-Inf, -Infinity",
    "+INF, Infinity",
    "-, 0",
    "1s, 1e9",
    "1.5h, 5.4e12",
    "-1h30m, -5.4e12",
    "10µs, 10000",
    "3ns, 3",
    "1.5ns, 1",
    "1y, 31536e12",
    "1w2d, 777600e9",
    "1K, 1000",
    "1KB, 1000",
    "1Ki, 1024",
    "1.5KiB, 1536",
    "4B, 4",
    "2MB100KB, 2100000",
    "1TiB, 1099511627776",
    "1G, 1e9",
    "10.0.0.1, 167772161",
    "255.255.255.255, 4294967295",
    "1970-01-01T00:00:01Z, 1e9",
    "2025-06-15T12:20:30.5+02:00, 1749982830500000000"
  })
  void numbers(String text, double value) {
    assertThat(Numbers.parseWithTimes(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 5",
        "5 ",
        "1,000",
        "50%",
        "1.2.3",
        "abc",
        "0x",
        "0xg",
        "1e",
        "e5",
        "--5",
        "1us",
        "1 s",
        "s",
        "1.s",
        ".5s",
        "+5s",
        "5X",
        "1.5KBX",
        "infinity",
        "nan",
        "_5",
        ".",
        "+",
        "1.2.3.256",
        "1.2.3.4.5",
        "1.2.3.",
        "2025-06-15",
        "2025-13-15T10:20:30Z",
        "2025-02-29T10:20:30Z",
        "2025-06-15T24:20:30Z",
        "2025-06-15T10:20:30.1234567890Z",
        "2025-06-15T10:20:30.Z",
        "2025-06-15T10:20:30+1:00",
        "2025-06-15t10:20:30Z",
        "-2025-06-15T10:20:30Z"
      })
  void not_numbers(String text) {
    assertThat(Numbers.parseWithTimes(text)).isNaN();
  }

  @Test
  void plain_numbers_do_not_include_times_and_addresses() {
    byte[] address = "x10.0.0.1x".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(Numbers.parse(address, 1, 9)).isNaN();
    assertThat(Numbers.parseWithTimes(address, 1, 9)).isEqualTo(167772161);
  }

  @Test
  void decimals_are_rounded_correctly() {
    for (long seed = 0; seed < 5000; seed++) {
      Random random = new Random(seed);
      String text =
          random.nextLong(1L << random.nextInt(1, 63))
              + "."
              + random.nextLong(1L << random.nextInt(1, 63));
      assertThat(Numbers.parseWithTimes(text))
          .as("seed %d", seed)
          .isEqualTo(Double.parseDouble(text));
      String shortest =
          Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300)));
      assertThat(Numbers.parseWithTimes(shortest))
          .as("seed %d", seed)
          .isEqualTo(Double.parseDouble(shortest));
    }
  }

  @Test
  void damaged_numbers_never_throw() {
    String alphabet = "0123456789.-+_eExXbBoOsmhdwyKMGTiµn:TZ ";
    for (long seed = 0; seed < 50_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(Numbers.parseWithTimes(text.toString())).as("seed %d", seed).isNotNull();
    }
  }

  @Test
  void starts_like_a_number() {
    for (String text : new String[] {"5", "-5", "+5", ".5", "inf", "-INF", "5x", "1.2.3"}) {
      assertThat(Numbers.startsLikeNumber(text)).as(text).isTrue();
    }
    for (String text : new String[] {"", "-", ".", "a5", "info", "nan", "--5"}) {
      assertThat(Numbers.startsLikeNumber(text)).as(text).isFalse();
    }
  }
}
