package dev.vestige.cmd.metrics;

import dev.vestige.cmd.metrics.MetricsText.Metadata;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// All metrics of the process and the page that shows them. Whoever counts while it works registers
/// meters at [#registry()]; whoever knows numbers when asked adds a [MetricSource].
///
/// The page is written here rather than by Micrometer's Prometheus registry: dashboards and scripts
/// made for VictoriaTraces want names, label orders and even spaces that the registry's naming
/// rules would change, and it would be the largest dependency for the smallest job.
public final class Metrics {
  private final Metadata metadata;
  private final PageRegistry registry = new PageRegistry();
  private final List<MetricSource> sources = new CopyOnWriteArrayList<>();

  public Metrics(Metadata metadata) {
    this.metadata = metadata;
    sources.add(new MeterPage(registry));
  }

  public MeterRegistry registry() {
    return registry;
  }

  public void add(MetricSource source) {
    sources.add(source);
  }

  /// The page as of now. One thread at a time makes it, so that many askers cost no more memory
  /// than one.
  public synchronized String page() {
    MetricsText text = new MetricsText();
    sources.forEach(source -> source.writeTo(text));
    return text.render(metadata);
  }
}
