package dev.vestige.cmd;

import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.metrics.ClusterMetrics;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.EventLoops;
import dev.vestige.insert.cluster.NodeSink;
import dev.vestige.insert.cluster.NodeSink.Compression;
import io.micrometer.core.instrument.MeterRegistry;

/// The doors for spans of a node that sends them on to other nodes.
final class ClusterWrites implements AutoCloseable {
  /// What `-insert.concurrency` counts.
  private static final long BLOCK_BYTES = 2 << 20;

  private final NodeSink sink;

  private ClusterWrites(NodeSink sink) {
    this.sink = sink;
  }

  static ClusterWrites open(Flags flags, EventLoops loops, MeterRegistry registry) {
    ClusterMetrics metrics = new ClusterMetrics(registry);
    NodeSink sink =
        new NodeSink(
            new NodeClients(flags, loops).open(),
            flags.get(ClusterFlags.INSERT_DISABLE_COMPRESSION) ? Compression.OFF : Compression.ON,
            flags.get(ClusterFlags.INSERT_CONCURRENCY) * BLOCK_BYTES,
            metrics);
    metrics.nodesIn(sink::nodesIn);
    return new ClusterWrites(sink);
  }

  void addTo(
      Router.Builder router,
      Router.Builder grpcRouter,
      Flags flags,
      Gates gates,
      MeterRegistry registry) {
    InsertDoors doors = new InsertDoors(flags, gates, sink, registry);
    doors.addTo(router);
    doors.addGrpcTo(router);
    doors.addGrpcTo(grpcRouter);
    if (!flags.get(InsertFlags.DISABLE)) {
      router.exact(
          SpanStore.ROOT_TRACES, doors.jaeger(), RouteOptions.DEFAULT.with(gates.insert()));
    }
  }

  @Override
  public void close() {
    sink.close();
  }
}
