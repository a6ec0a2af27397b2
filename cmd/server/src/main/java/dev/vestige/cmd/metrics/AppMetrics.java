package dev.vestige.cmd.metrics;

import com.sun.management.OperatingSystemMXBean;
import dev.vestige.cmd.flags.Flags;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/// Which program this is, since when it runs, with which flags, and how much machine it has.
public final class AppMetrics implements MetricSource {
  private final BuildInfo build;
  private final Flags flags;
  private final Instant started;

  public AppMetrics(BuildInfo build, Flags flags, Instant started) {
    this.build = build;
    this.flags = flags;
    this.started = started;
  }

  @Override
  public void writeTo(MetricsText text) {
    text.gauge(
        "vm_app_version",
        "Version of the program",
        Labels.spaced(
            "version", "vestige-" + build.version() + "-" + build.commit(),
            "short_version", "v" + build.version()),
        1);
    text.gauge(
        "vm_app_start_timestamp",
        "When the process started, seconds since 1970",
        Labels.NONE,
        (double) started.getEpochSecond());
    text.gauge(
        "vm_app_uptime_seconds",
        "How long the process runs",
        Labels.NONE,
        (double) Duration.between(started, Instant.now()).toSeconds());
    text.gauge(
        "vm_available_cpu_cores",
        "CPU cores that the process may use",
        Labels.NONE,
        Runtime.getRuntime().availableProcessors());
    text.gauge(
        "vm_available_memory_bytes",
        "Memory of the machine or container",
        Labels.NONE,
        memoryBytes());
    writeFlags(text);
  }

  private void writeFlags(MetricsText text) {
    for (Flags.Shown flag : flags.shown()) {
      text.gauge(
          "flag",
          "Flags of the process with their values",
          Labels.spaced(
              "name", flag.name(),
              "value", flag.value(),
              "is_set", Boolean.toString(flag.isSet())),
          1);
    }
  }

  private static double memoryBytes() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system == null ? Double.NaN : (double) system.getTotalMemorySize();
  }
}
