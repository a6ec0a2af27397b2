package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcceptEncodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | GZIP",
        "GZIP | GZIP",
        "x-gzip | GZIP",
        "gzip;q=0.5 | GZIP",
        "gzip; q=0.001 | GZIP",
        "gzip;q=0 | IDENTITY",
        "gzip;q=0.0 | IDENTITY",
        "gzip;q=x | IDENTITY",
        "* | IDENTITY",
        "*;q=1 | IDENTITY",
        "identity | IDENTITY",
        "br, zstd | IDENTITY",
        "deflate, gzip, br, zstd | ZSTD",
        "gzip, zstd;q=0.5 | GZIP",
        "gzip;q=0.5, zstd | ZSTD",
        "gzip, zstd;q=0 | GZIP",
        "gzipped | IDENTITY",
        "'' | IDENTITY",
        ",,;, | IDENTITY",
      })
  void weighs_what_a_client_names(String header, AcceptEncoding expected) {
    assertThat(AcceptEncoding.of(List.of(header))).isEqualTo(expected);
  }

  @Test
  void reads_several_headers_as_one() {
    assertThat(AcceptEncoding.of(List.of("br", "gzip"))).isEqualTo(AcceptEncoding.GZIP);
    assertThat(AcceptEncoding.of(List.of())).isEqualTo(AcceptEncoding.IDENTITY);
  }
}
