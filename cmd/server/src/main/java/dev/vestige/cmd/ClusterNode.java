package dev.vestige.cmd;

import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.RetentionFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.metrics.ClusterMetrics;
import dev.vestige.http.Router;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.insert.cluster.NodeSink;
import dev.vestige.logsql.exec.run.ClusterRunner;
import dev.vestige.select.cluster.ClusterDeletes;
import dev.vestige.select.cluster.ClusterLive;
import dev.vestige.select.cluster.ClusterStorage;
import dev.vestige.select.cluster.NodeQueries;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/// A node that keeps nothing itself: it sends spans on to other nodes, and asks them.
final class ClusterNode implements AutoCloseable {
  /// What `-insert.concurrency` counts.
  private static final long BLOCK_BYTES = 2 << 20;

  private final Flags flags;
  private final Gates gates;
  private final EventLoops loops = new EventLoops();
  private final List<HttpClient> asked;
  private final NodeSink sink;

  private ClusterNode(Flags flags, Gates gates, MeterRegistry registry) {
    this.flags = flags;
    this.gates = gates;
    try {
      NodeClients clients = new NodeClients(flags, loops);
      this.asked = clients.open();
      this.sink = sink(clients.open(), registry);
    } catch (RuntimeException | Error e) {
      loops.close();
      throw e;
    }
  }

  static ClusterNode open(Flags flags, Gates gates, MeterRegistry registry) {
    return new ClusterNode(flags, gates, registry);
  }

  private NodeSink sink(List<HttpClient> nodes, MeterRegistry registry) {
    ClusterMetrics metrics = new ClusterMetrics(registry);
    NodeSink opened =
        new NodeSink(
            nodes,
            flags.get(ClusterFlags.INSERT_DISABLE_COMPRESSION)
                ? NodeSink.Compression.OFF
                : NodeSink.Compression.ON,
            flags.get(ClusterFlags.INSERT_CONCURRENCY) * BLOCK_BYTES,
            metrics);
    metrics.nodesIn(opened::nodesIn);
    return opened;
  }

  /// Adds all routes.
  ///
  /// @param grpcRouter of the addresses that speak OTLP over gRPC only
  /// @param internal adds what other nodes use
  void addTo(
      Router.Builder router,
      Router.Builder grpcRouter,
      InternalDoors internal,
      MeterRegistry registry) {
    NodeQueries nodes = nodeQueries();
    ClusterStorage storage = new ClusterStorage(nodes, flags.get(RetentionFlags.FUTURE_RETENTION));
    ClusterRunner runner = new ClusterRunner(nodes);
    ClusterLive live = new ClusterLive(nodes);
    internal.addTo(router);
    internal.addAnswersTo(router, storage, runner, live);
    new SpanDeletes(flags, new ClusterDeletes(nodes)).addTo(router);
    InsertDoors doors = new InsertDoors(flags, gates, sink, registry);
    doors.addTo(router);
    doors.addGrpcTo(router);
    doors.addGrpcTo(grpcRouter);
    SpanQueries queries =
        flags.get(SearchFlags.DISABLE)
            ? null
            : new SpanQueries(flags, gates, storage, runner, live);
    if (queries != null) {
      queries.addTo(router);
    }
    new RootTraces(gates, flags.get(InsertFlags.DISABLE) ? null : doors.jaeger(), queries)
        .addTo(router);
  }

  private NodeQueries nodeQueries() {
    return new NodeQueries(
        asked,
        flags.get(ClusterFlags.SELECT_DISABLE_COMPRESSION)
            ? NodeQueries.Compression.OFF
            : NodeQueries.Compression.ON);
  }

  @Override
  public void close() {
    sink.close();
    asked.forEach(HttpClient::close);
    loops.close();
  }
}
