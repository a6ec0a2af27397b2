package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizeSyntaxTest {
  @Test
  void numbers_and_units_are_read() {
    assertThat(SizeSyntax.parse("10000000")).isEqualTo(10_000_000);
    assertThat(SizeSyntax.parse("10KB")).isEqualTo(10_000);
    assertThat(SizeSyntax.parse("64MiB")).isEqualTo(67_108_864);
    assertThat(SizeSyntax.parse("64mib")).isEqualTo(67_108_864);
    assertThat(SizeSyntax.parse("1.5GiB")).isEqualTo(1_610_612_736);
    assertThat(SizeSyntax.parse("2GB")).isEqualTo(2_000_000_000);
    assertThat(SizeSyntax.parse("900TiB")).isEqualTo(900L << 40);
    assertThat(SizeSyntax.parse("1TB")).isEqualTo(1_000_000_000_000L);
    assertThat(SizeSyntax.parse("10e6")).isEqualTo(10_000_000);
    assertThat(SizeSyntax.parse("")).isZero();
  }

  @Test
  void what_is_no_size_is_refused() {
    for (String text :
        List.of("-1", "MiB", "10 MiB", "10PB", "10B", "0x10", "1e-3", "NaN", "1_000")) {
      assertThatThrownBy(() -> SizeSyntax.parse(text))
          .as(text)
          .hasMessageContaining("expected a size");
    }
  }

  @Test
  void one_past_the_largest_size_is_refused() {
    assertThat(SizeSyntax.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> SizeSyntax.parse("9223372036854775808")).hasMessageContaining("below");
    assertThatThrownBy(() -> SizeSyntax.parse("9e99TiB")).hasMessageContaining("below");
    assertThatThrownBy(() -> SizeSyntax.parse("9e999999999")).hasMessageContaining("expected");
    assertThatThrownBy(() -> SizeSyntax.parse("0".repeat(Limits.QUANTITY_CHARS_MAX + 1)))
        .hasMessageContaining("expected");
  }
}
