package dev.vestige.cmd.metrics;

import dev.vestige.cmd.metrics.MetricsText.Kind;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Writes what a registry holds. A name without a dot is written as it is, so that whoever
/// registers `vt_merges_total` finds `vt_merges_total`. A name with dots comes from one of
/// Micrometer's own binders and gets the name that it is known by in Prometheus: `jvm.memory.used`
/// with the unit bytes becomes `jvm_memory_used_bytes`.
final class MeterPage implements MetricSource {
  /// `path` stands first wherever it is, as in `vt_http_requests_total{path="…",format="…"}`.
  private static final Comparator<Tag> LABEL_ORDER =
      Comparator.comparing((Tag tag) -> !tag.getKey().equals("path")).thenComparing(Tag::getKey);

  private static final double NANOS_PER_SECOND = 1e9;

  private final MeterRegistry registry;

  MeterPage(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void writeTo(MetricsText text) {
    List<Meter> meters = new ArrayList<>(registry.getMeters());
    meters.sort(Comparator.comparing(meter -> labels(meter).text()));
    meters.forEach(meter -> write(meter, text));
  }

  private static void write(Meter meter, MetricsText text) {
    meter.use(
        gauge -> writeGauge(meter, gauge.value(), text),
        counter -> writeCount(meter, counter.count(), text),
        timer -> writeTimer(timer, text),
        summary -> writeSummary(meter, name(meter, ""), summary.takeSnapshot(), 1, text),
        tasks -> writeGauge(meter, tasks.activeTasks(), text),
        gauge -> writeGauge(meter, gauge.value(TimeUnit.SECONDS), text),
        counter -> writeCount(meter, counter.count(), text),
        timer -> {
          String name = name(meter, "_seconds");
          writeTotals(meter, name, timer.count(), timer.totalTime(TimeUnit.SECONDS), text);
        },
        other -> other.measure().forEach(part -> writeGauge(meter, part.getValue(), text)));
  }

  private static void writeGauge(Meter meter, double value, MetricsText text) {
    text.gauge(name(meter, ""), help(meter), labels(meter), value);
  }

  private static void writeCount(Meter meter, double count, MetricsText text) {
    text.counter(name(meter, "_total"), help(meter), labels(meter), count);
  }

  private static void writeTimer(Timer timer, MetricsText text) {
    String name = name(timer, "_seconds");
    writeSummary(timer, name, timer.takeSnapshot(), NANOS_PER_SECOND, text);
    if (isDotted(timer)) {
      text.gauge(name + "_max", help(timer), labels(timer), timer.max(TimeUnit.SECONDS));
    }
  }

  /// A summary's quantiles are only told once it has seen something.
  private static void writeSummary(
      Meter meter, String name, HistogramSnapshot snapshot, double scale, MetricsText text) {
    if (snapshot.count() > 0) {
      for (ValueAtPercentile quantile : snapshot.percentileValues()) {
        Labels labels = labels(meter).and("quantile", MetricsText.number(quantile.percentile()));
        text.sample(name, Kind.SUMMARY, help(meter), name, labels, quantile.value() / scale);
      }
    }
    writeTotals(meter, name, (double) snapshot.count(), snapshot.total() / scale, text);
  }

  private static void writeTotals(
      Meter meter, String name, double count, double total, MetricsText text) {
    text.sample(name, Kind.SUMMARY, help(meter), name + "_sum", labels(meter), total);
    text.sample(name, Kind.SUMMARY, help(meter), name + "_count", labels(meter), count);
  }

  private static Labels labels(Meter meter) {
    return Labels.of(
        meter.getId().getTags().stream()
            .sorted(LABEL_ORDER)
            .flatMap(tag ->
                Stream.of(isDotted(meter) ? plain(tag.getKey()) : tag.getKey(), tag.getValue()))
            .toArray(String[]::new));
  }

  private static String help(Meter meter) {
    String description = meter.getId().getDescription();
    return description == null ? "" : description;
  }

  /// @param suffix what a metric of this kind ends in besides its unit
  private static String name(Meter meter, String suffix) {
    String name = meter.getId().getName();
    if (!isDotted(meter)) {
      return name;
    }
    String unit = meter.getId().getBaseUnit();
    boolean needsUnit = unit != null && !(meter instanceof Timer);
    String named = plain(needsUnit ? withSuffix(name, "." + unit) : name);
    return withSuffix(named, suffix);
  }

  private static String withSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name : name + suffix;
  }

  private static String plain(String dotted) {
    return dotted.replaceAll("[^a-zA-Z0-9_]", "_");
  }

  private static boolean isDotted(Meter meter) {
    return meter.getId().getName().indexOf('.') >= 0;
  }
}
