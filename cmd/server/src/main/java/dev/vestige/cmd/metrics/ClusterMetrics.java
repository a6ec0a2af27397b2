package dev.vestige.cmd.metrics;

import dev.vestige.insert.cluster.ClusterObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/// Counts what becomes of spans on their way to other nodes. Safe for use by many threads.
public final class ClusterMetrics implements ClusterObserver {
  private final MeterRegistry registry;
  private final Counter partlyStored;

  /// By node, or by node and failure.
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  public ClusterMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.partlyStored =
        Counter.builder("vt_insert_partly_stored_requests_total").register(registry);
  }

  /// Tells how many nodes get spans now, and how many by a protocol with weaker promises.
  public void nodes(IntSupplier in, IntSupplier foreign) {
    gauge("vt_insert_nodes_in", in);
    gauge("vt_insert_v1_nodes", foreign);
  }

  private void gauge(String name, IntSupplier count) {
    Gauge.builder(name, () -> (double) count.getAsInt()).register(registry);
  }

  @Override
  public void stored(String node, long spans) {
    counters
        .computeIfAbsent(
            node,
            _ -> Counter.builder("vt_insert_sent_rows_total").tag("node", node).register(registry))
        .increment((double) spans);
  }

  @Override
  public void failed(String node, Failure failure, long spans) {
    counters
        .computeIfAbsent(
            node + ' ' + failure,
            _ ->
                Counter.builder("vt_insert_rerouted_rows_total")
                    .tag("node", node)
                    .tag("reason", failure.name().toLowerCase(Locale.ROOT))
                    .register(registry))
        .increment((double) spans);
  }

  @Override
  public void partlyStored() {
    partlyStored.increment();
  }
}
