package dev.vestige.logsql.exec.stats.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.pipe.Bucket;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The starts of buckets.
@ExtendWith(Seed.class)
class BucketsTest {
  private static @Nullable Buckets buckets(String size) {
    String query = "* | stats by (f:" + size + ") count() n";
    StatsPipe pipe = (StatsPipe) LogsQl.parse(query, ParseOptions.at(0)).pipes().getFirst();
    Bucket bucket = pipe.by().getFirst().bucket();
    return Buckets.of(bucket);
  }

  private static String start(Buckets buckets, String text) {
    byte[] bytes = (" " + text + " ").getBytes(StandardCharsets.UTF_8);
    ByteSink out = new ByteSink();
    buckets.appendStart(bytes, 1, bytes.length - 1, out);
    return out.slice().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "10, -7, -10",
    "10, 0, 0",
    "10, 19, 10",
    "10 offset -3, 6, -3",
    "10 offset -3, 7, 7",
    "10, 18446744073709551615, 18446744073709551610",
    "10, 9223372036854775807, 9223372036854775800",
    "10, -9223372036854775808, -9223372036854775808",
    "0.5, 3.9, 3.5",
    "0.5, -2.6, -3",
    "0.5, -0.0025, 0",
    "0.1, 0.3, 0.3",
    "10, 99.5, 90",
    "8KiB, 10000, 8192",
    "10, 1e3, 1e3",
    "10, 0x1F, 0x1F",
    "10, 10KB, 10KB",
    "10, abc, abc",
    "1s, 1.5s, 1s",
    "1s, -5s, -5s",
    "1s, 1w, 1w",
    "1h, -1ns, -1h",
    "10ms, 0.69ms, 0",
    "/24, 10.1.2.3, 10.1.2.0",
    "/0, 10.1.2.3, 0.0.0.0",
    "256, 10.1.2.3, 10.1.2.0",
    "/24, 1000, 1000",
    "1d, 2025-06-15T10:20:30.5Z, 2025-06-15T00:00:00Z",
    "1d offset 2h, 2025-06-15T01:00:00Z, 2025-06-14T02:00:00Z",
    "1h, 2025-06-15T10:20:30+05:30, 2025-06-15T04:00:00Z",
    "1w, 2025-06-15T10:20:30Z, 2025-06-12T00:00:00Z",
    "week, 2025-06-15T23:59:59Z, 2025-06-09T00:00:00Z",
    "week, 1969-12-31T00:00:00Z, 1969-12-29T00:00:00Z",
    "month, 2025-06-15T10:20:30Z, 2025-06-01T00:00:00Z",
    "month offset 2h, 2025-06-01T01:00:00Z, 2025-05-01T02:00:00Z",
    "year, 1969-06-15T00:00:00Z, 1969-01-01T00:00:00Z",
    "month, 100, 100"
  })
  void texts_become_the_start_of_their_bucket(String size, String text, String expected) {
    Buckets buckets = buckets(size);
    assertThat(buckets).isNotNull();
    if (buckets != null) {
      assertThat(start(buckets, text)).isEqualTo(expected);
    }
  }

  @Test
  void a_size_of_zero_makes_no_buckets() {
    assertThat(buckets("0")).isNull();
  }

  @Test
  void numbers_start_where_their_texts_do(RandomGenerator random) {
    for (String size : List.of("10", "7 offset 3", "1m", "week", "month offset 1h", "year")) {
      Buckets buckets = buckets(size);
      for (int round = 0; buckets != null && round < 500; round++) {
        long time = random.nextLong() >> 2;
        long start = buckets.start(time);
        assertThat(start(buckets, Timestamps.format(time))).isEqualTo(Timestamps.format(start));
        assertThat(time - start).isBetween(0L, Long.MAX_VALUE);
        assertThat(buckets.start(start + buckets.width() - 1)).isEqualTo(start);
        if (buckets.isExactFor(NumberFormat.DECIMAL)) {
          assertThat(start(buckets, Long.toString(time))).isEqualTo(Long.toString(start));
        }
      }
    }
  }
}
