package dev.vestige.cmd.metrics;

import dev.vestige.cmd.log.LogCounts;

/// How much is logged, by level and place.
public final class LogMetrics implements MetricSource {
  private final LogCounts counts;

  public LogMetrics(LogCounts counts) {
    this.counts = counts;
  }

  @Override
  public void writeTo(MetricsText text) {
    for (LogCounts.Count count : counts.list()) {
      text.counter(
          "vm_log_messages_total",
          "Messages logged",
          Labels.spaced("level", count.level(), "location", count.location()),
          (double) count.messages());
    }
  }
}
