package dev.vestige.cmd.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.lang.management.ManagementFactory;

/// The JVM under the names that stock dashboards know (`jvm_memory_used_bytes`), and the one number
/// about goroutines that dashboards of VictoriaMetrics show.
public final class JvmMetrics implements MetricSource, AutoCloseable {
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  public JvmMetrics(MeterRegistry registry) {
    garbage.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new JvmInfoMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  @Override
  public void writeTo(MetricsText text) {
    text.gauge(
        "go_goroutines",
        "Platform threads, which are the nearest thing here",
        Labels.NONE,
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  @Override
  public void close() {
    garbage.close();
  }
}
