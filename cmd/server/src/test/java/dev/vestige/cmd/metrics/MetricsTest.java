package dev.vestige.cmd.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.cmd.metrics.MetricsText.Metadata;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics(Metadata.HIDDEN);
  private final MeterRegistry registry = metrics.registry();

  @Test
  void names_without_a_dot_are_written_as_they_are() {
    Counter.builder("vt_merges_total").tag("type", "small").register(registry).increment(3);
    Gauge.builder("vt_storage_rows", () -> 1e15).tag("type", "storage/big").register(registry);
    Gauge.builder("vt_ratio", () -> 0.25).baseUnit("bytes").register(registry);
    assertThat(metrics.page())
        .isEqualTo(
            """
            vt_merges_total{type="small"} 3
            vt_ratio 0.25
            vt_storage_rows{type="storage/big"} 1000000000000000
            """);
  }

  @Test
  void names_of_micrometers_binders_become_those_known_in_prometheus() {
    Gauge.builder("jvm.memory.used", () -> 1)
        .baseUnit("bytes")
        .tag("area", "heap")
        .register(registry);
    Gauge.builder("jvm.threads.live", () -> 2).baseUnit("threads").register(registry);
    Counter.builder("jvm.gc.memory.allocated").baseUnit("bytes").register(registry);
    Timer.builder("jvm.gc.pause").register(registry).record(Duration.ofMillis(1500));
    assertThat(metrics.page())
        .isEqualTo(
            """
            jvm_gc_memory_allocated_bytes_total 0
            jvm_gc_pause_seconds_sum 1.5
            jvm_gc_pause_seconds_count 1
            jvm_gc_pause_seconds_max 1.5
            jvm_memory_used_bytes{area="heap"} 1
            jvm_threads_live_threads 2
            """);
  }

  @Test
  void path_is_the_first_label() {
    Counter.builder("vt_http_requests_total")
        .tags("format", "protobuf", "path", "/insert/opentelemetry/v1/traces")
        .register(registry);
    assertThat(metrics.page())
        .isEqualTo(
            "vt_http_requests_total{path=\"/insert/opentelemetry/v1/traces\",format=\"protobuf\"}"
                + " 0\n");
  }

  @Test
  void a_timer_has_quantiles_once_it_has_seen_something() {
    Timer timer =
        Timer.builder("vt_x_seconds")
            .tag("path", "/a")
            .publishPercentiles(0.5, 1)
            .register(registry);
    assertThat(metrics.page())
        .isEqualTo("vt_x_seconds_sum{path=\"/a\"} 0\nvt_x_seconds_count{path=\"/a\"} 0\n");
    timer.record(Duration.ofSeconds(2));
    assertThat(metrics.page().lines())
        .hasSize(4)
        .first()
        .asString()
        .matches("vt_x_seconds\\{path=\"/a\",quantile=\"0\\.5\"} (1\\.9|2).*");
  }

  @Test
  void label_values_are_escaped() {
    Gauge.builder("x", () -> 1).tag("a", "b\"c\\d\ne").register(registry);
    assertThat(metrics.page()).isEqualTo("x{a=\"b\\\"c\\\\d\\ne\"} 1\n");
  }

  @Test
  void numbers_that_are_none_are_written_as_prometheus_reads_them() {
    assertThat(MetricsText.number(Double.NaN)).isEqualTo("NaN");
    assertThat(MetricsText.number(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
    assertThat(MetricsText.number(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    assertThat(MetricsText.number(-3)).isEqualTo("-3");
    assertThat(MetricsText.number(1e300)).isEqualTo("1.0E300");
  }

  @Test
  void lines_of_a_metric_stand_together_with_its_metadata() {
    Metrics withMetadata = new Metrics(Metadata.SHOWN);
    withMetadata.add(text -> text.counter("b_total", "All b", Labels.of("x", "1"), 1));
    withMetadata.add(text -> text.gauge("a", "", Labels.NONE, 2));
    withMetadata.add(
        text -> text.counter("b_total", "All b", Labels.spaced("x", "2", "y", "z"), 3));
    assertThat(withMetadata.page())
        .isEqualTo(
            """
            # TYPE a gauge
            a 2
            # HELP b_total All b
            # TYPE b_total counter
            b_total{x="1"} 1
            b_total{x="2", y="z"} 3
            """);
  }
}
