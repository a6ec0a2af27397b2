package dev.vestige.http.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodingTest {
  @ParameterizedTest
  @CsvSource({
    "'',IDENTITY",
    "identity,IDENTITY",
    "none,IDENTITY",
    "gzip,GZIP",
    "GZIP,GZIP",
    "x-gzip,GZIP",
    "deflate,DEFLATE",
    "zstd,ZSTD",
    "snappy,SNAPPY",
    "' gzip ',GZIP"
  })
  void knows_names_in_any_case(String name, Coding coding) {
    assertThat(Coding.ofContentEncoding(name)).isEqualTo(coding);
  }

  @Test
  void refuses_unknown_names_and_lists() {
    assertThatThrownBy(() -> Coding.ofContentEncoding("lz4"))
        .isInstanceOfSatisfying(
            VestigeException.class,
            e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_MEDIA))
        .hasMessageContaining("lz4");
    assertThatThrownBy(() -> Coding.ofContentEncoding("gzip, identity"))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT));
  }
}
