package dev.vestige.cmd.metrics;

import dev.vestige.base.Threads;
import dev.vestige.cmd.metrics.MetricsText.Kind;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/// How late a thread comes to run that should run ten times a second: the time it waited for a CPU
/// or stood in a pause of the garbage collector. The name is the one that the alert about a starved
/// process looks at.
public final class SchedulingLatency implements MetricSource, AutoCloseable {
  private static final String NAME = "go_sched_latencies_seconds";
  private static final String HELP = "How late a thread runs that is due";
  private static final long INTERVAL_MILLIS = 100;
  private static final double[] BOUNDS = {
    0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, Double.POSITIVE_INFINITY
  };

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length);
  private final DoubleAdder sum = new DoubleAdder();
  private final Threads.Loop loop;

  // Confined to the loop's thread.
  private long lastNanoTime = System.nanoTime();

  public SchedulingLatency() {
    loop = Threads.loop("scheduling-latency", INTERVAL_MILLIS, this::measure);
  }

  private void measure() {
    long now = System.nanoTime();
    observe(Math.max(0, now - lastNanoTime - INTERVAL_MILLIS * 1_000_000) / 1e9);
    lastNanoTime = System.nanoTime();
  }

  void observe(double seconds) {
    int bucket = 0;
    while (seconds > BOUNDS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    sum.add(seconds);
  }

  @Override
  public void writeTo(MetricsText text) {
    long total = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      total += counts.get(i);
      Labels labels = Labels.of("le", MetricsText.number(BOUNDS[i]));
      text.sample(NAME, Kind.HISTOGRAM, HELP, NAME + "_bucket", labels, (double) total);
    }
    text.sample(NAME, Kind.HISTOGRAM, HELP, NAME + "_sum", Labels.NONE, sum.sum());
    text.sample(NAME, Kind.HISTOGRAM, HELP, NAME + "_count", Labels.NONE, (double) total);
  }

  @Override
  public void close() {
    loop.close();
  }
}
