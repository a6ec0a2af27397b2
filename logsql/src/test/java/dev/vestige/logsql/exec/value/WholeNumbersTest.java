package dev.vestige.logsql.exec.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumbersTest {
  private static boolean isSigned(String text) {
    byte[] bytes = Bytes.of(text);
    return WholeNumbers.isSigned(bytes, Bytes.MARGIN, Bytes.end(bytes));
  }

  private static boolean isUnsigned(String text) {
    byte[] bytes = Bytes.of(text);
    return WholeNumbers.isUnsigned(bytes, Bytes.MARGIN, Bytes.end(bytes));
  }

  private static boolean isPrintedSigned(String text) {
    byte[] bytes = Bytes.of(text);
    return WholeNumbers.isPrintedSigned(bytes, Bytes.MARGIN, Bytes.end(bytes));
  }

  private static long parse(String text) {
    byte[] bytes = Bytes.of(text);
    return WholeNumbers.parse(bytes, Bytes.MARGIN, Bytes.end(bytes));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, -999, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53})
  void reads_what_is_printed(long value) {
    String text = Long.toString(value);
    assertThat(isSigned(text)).isTrue();
    assertThat(isPrintedSigned(text)).isTrue();
    assertThat(parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"007", "-0", "1_000", "00"})
  void reads_what_is_never_printed(String text) {
    assertThat(isSigned(text)).isTrue();
    assertThat(isPrintedSigned(text)).isFalse();
    assertThat(parse(text)).isEqualTo(Long.parseLong(text.replace("_", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+5", "1.0", " 5", "5 ", "1e3", "_1", "-_1", "0x1F", "9-"})
  void refuses_other_texts(String text) {
    assertThat(isSigned(text)).isFalse();
    assertThat(isUnsigned(text)).isFalse();
  }

  @Test
  void knows_the_ends_of_64_bits() {
    assertThat(isSigned("9223372036854775808")).isFalse();
    assertThat(isSigned("-9223372036854775809")).isFalse();
    assertThat(isSigned("123456789012345678901234567890")).isFalse();
    assertThat(isUnsigned("18446744073709551615")).isTrue();
    assertThat(parse("18446744073709551615")).isEqualTo(-1);
    assertThat(isUnsigned("18446744073709551616")).isFalse();
    assertThat(isUnsigned("99999999999999999999")).isFalse();
    assertThat(isUnsigned("-1")).isFalse();
  }
}
