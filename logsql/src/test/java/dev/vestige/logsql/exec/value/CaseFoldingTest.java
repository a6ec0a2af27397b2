package dev.vestige.logsql.exec.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {
  @ParameterizedTest
  @CsvSource({
    "Error CODE_7, error code_7",
    "ΣΊΣΥΦΟΣ, σίσυφοσ",
    "σίσυφος, σίσυφος",
    "İstanbul, istanbul",
    "straße STRASSE, straße strasse",
    "Привет МИР, привет мир",
    "\u212Aelvin, kelvin",
    "Ⱥb, ⱥb",
    "😀A, 😀a"
  })
  void lowers_one_code_point_at_a_time(String text, String lower) {
    assertThat(new String(CaseFolding.lower(text), StandardCharsets.UTF_8)).isEqualTo(lower);
  }

  @Test
  void keeps_broken_bytes() {
    byte[] bytes = {'A', (byte) 0xFF, 'B', (byte) 0xC3};
    ByteSink out = new ByteSink();
    CaseFolding.appendLower(bytes, 0, bytes.length, out);
    assertThat(out.toByteArray()).containsExactly('a', 0xFF, 'b', 0xC3);
  }

  @Test
  void lowers_every_code_point_as_the_platform_does() {
    for (int c = 0; c < 0x2_0000; c++) {
      if (c < 0xD800 || c > 0xDFFF) {
        String lower = new String(CaseFolding.lower(Character.toString(c)), StandardCharsets.UTF_8);
        if (lower.codePointAt(0) != Character.toLowerCase(c)) {
          assertThat(lower).isEqualTo(Character.toString(Character.toLowerCase(c)));
        }
      }
    }
  }
}
