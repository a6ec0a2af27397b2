package dev.vestige.logsql.exec.stats.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.encoding.ByteSink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ranges of histograms.
class HistogramBucketsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0...1.000e-09",
    "1e-10, 0...1.000e-09",
    "4.9e-324, 0...1.000e-09",
    "1, 8.799e-01...1.000e+00",
    "1.0001, 1.000e+00...1.136e+00",
    "1000, 8.799e+02...1.000e+03",
    "123456.789, 1.136e+05...1.292e+05",
    "1e18, 8.799e+17...1.000e+18",
    "1e19, 1.000e+18...+Inf",
    "Infinity, 1.000e+18...+Inf"
  })
  void a_number_falls_into_the_range_that_ends_at_or_behind_it(double number, String range) {
    ByteSink name = new ByteSink();
    HistogramBuckets.appendName(HistogramBuckets.of(number), name);
    assertThat(name.slice().toString()).isEqualTo(range);
  }
}
