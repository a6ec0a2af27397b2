package dev.vestige.cmd.metrics;

import dev.vestige.http.AdmissionGate;

/// How full a gate is.
public final class GateMetrics implements MetricSource {
  private final String prefix;
  private final AdmissionGate gate;

  /// Tells of one gate.
  ///
  /// @param prefix what the names of its metrics begin with
  public GateMetrics(String prefix, AdmissionGate gate) {
    this.prefix = prefix;
    this.gate = gate;
  }

  @Override
  public void writeTo(MetricsText text) {
    text.gauge(prefix + "_current", "Requests inside", Labels.NONE, gate.current());
    text.gauge(prefix + "_capacity", "Requests that may be inside", Labels.NONE, gate.capacity());
    text.counter(
        prefix + "_limit_reached_total",
        "Requests that had to wait",
        Labels.NONE,
        (double) gate.limitReached());
    text.counter(
        prefix + "_limit_timeout_total",
        "Requests that waited in vain",
        Labels.NONE,
        (double) gate.limitTimeout());
  }
}
