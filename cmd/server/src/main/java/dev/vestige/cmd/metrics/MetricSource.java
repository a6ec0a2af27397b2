package dev.vestige.cmd.metrics;

/// Something that knows metrics at the moment the page is asked for. Called by one thread at a
/// time.
@FunctionalInterface
public interface MetricSource {
  void writeTo(MetricsText text);
}
