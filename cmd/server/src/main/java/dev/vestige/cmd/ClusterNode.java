package dev.vestige.cmd;

import dev.vestige.base.Threads;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.RetentionFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.metrics.ClusterMetrics;
import dev.vestige.cmd.nodes.NodeAddress;
import dev.vestige.cmd.nodes.NodeClients;
import dev.vestige.cmd.nodes.NodeLists;
import dev.vestige.http.Router;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.client.ListedNode;
import dev.vestige.insert.cluster.NodeSink;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.exec.PartRunner;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.run.ClusterRunner;
import dev.vestige.select.cluster.ClusterDeletes;
import dev.vestige.select.cluster.ClusterLive;
import dev.vestige.select.cluster.ClusterPins;
import dev.vestige.select.cluster.ClusterStorage;
import dev.vestige.select.cluster.NodeQueries;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SearchStatistics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A node that keeps nothing itself: it sends spans on to other nodes, and asks them.
final class ClusterNode implements AutoCloseable {
  /// What `-insert.concurrency` counts.
  private static final long BLOCK_BYTES = 2 << 20;

  /// How often the list of nodes is read again.
  private static final long READ_INTERVAL_MILLIS = 1_000;

  /// Nodes that may be added to the list between two steps of a query.
  private static final int NODES_TO_COME = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);

  private final Flags flags;
  private final Gates gates;
  private final EventLoops loops = new EventLoops();
  private final NodeLists lists;

  // Of each node two: queries that wait for a slow node must not hold up spans.
  private final NodeClients asked;
  private final NodeClients filled;
  private final NodeSink sink;
  private final Threads.Loop reading;
  private List<NodeAddress> addresses;

  /// The nodes that are asked now.
  private volatile List<ListedNode> nodes;

  private volatile NodeQueries queries;

  private ClusterNode(Flags flags, Gates gates, MeterRegistry registry) {
    this.flags = flags;
    this.gates = gates;
    try {
      this.lists = new NodeLists(flags);
      this.asked = new NodeClients(flags, loops);
      this.filled = new NodeClients(flags, loops);
      this.addresses = lists.readFirst();
      this.nodes = asked.list(addresses);
      this.queries =
          new NodeQueries(
              clients(nodes),
              flags.get(ClusterFlags.SELECT_DISABLE_COMPRESSION)
                  ? NodeQueries.Compression.OFF
                  : NodeQueries.Compression.ON);
      this.sink = sink(filled.list(addresses), registry);
      this.reading = Threads.loop("list-nodes", READ_INTERVAL_MILLIS, this::readLists);
    } catch (RuntimeException | Error e) {
      loops.close();
      throw e;
    }
  }

  static ClusterNode open(Flags flags, Gates gates, MeterRegistry registry) {
    return new ClusterNode(flags, gates, registry);
  }

  private void readLists() {
    List<NodeAddress> read = lists.read();
    nodes = asked.list(read);
    List<ListedNode> listed = filled.list(read);
    if (!read.equals(addresses)) {
      LOG.info("the storage nodes are now: {}", texts(read));
      addresses = read;
      sink.list(listed);
    }
  }

  private static String texts(List<NodeAddress> addresses) {
    return addresses.stream()
        .map(address ->
            address.writes() == ListedNode.Writes.NONE
                ? address.text() + " (drained)"
                : address.text())
        .collect(Collectors.joining(", "));
  }

  private static List<HttpClient> clients(List<ListedNode> listed) {
    return listed.stream().map(ListedNode::client).toList();
  }

  private NodeSink sink(List<ListedNode> listed, MeterRegistry registry) {
    ClusterMetrics metrics = new ClusterMetrics(registry);
    NodeSink opened =
        new NodeSink(
            listed,
            flags.get(ClusterFlags.INSERT_DISABLE_COMPRESSION)
                ? NodeSink.Compression.OFF
                : NodeSink.Compression.ON,
            flags.get(ClusterFlags.INSERT_CONCURRENCY) * BLOCK_BYTES,
            metrics);
    metrics.nodes(opened::nodesIn, opened::foreignNodes);
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
    ClusterStorage storage =
        new ClusterStorage(this::nodeQueries, flags.get(RetentionFlags.FUTURE_RETENTION));
    ListedRunner runner = new ListedRunner();
    ClusterLive live = new ClusterLive(this::nodeQueries);
    InsertDoors doors = new InsertDoors(flags, gates, sink, registry);
    internal.addTo(router, () -> nodes, sink, doors.observer());
    ClusterPins pins = new ClusterPins(this::nodeQueries);
    internal.addAnswersTo(router, storage, () -> Placements.NONE, runner, live, pins);
    new SpanPins(flags, gates, pins).addTo(router);
    new SpanDeletes(flags, new ClusterDeletes(this::nodeQueries)).addTo(router);
    doors.addTo(router);
    doors.addGrpcTo(router);
    doors.addGrpcTo(grpcRouter);
    SpanQueries queries =
        flags.get(SearchFlags.DISABLE)
            ? null
            : new SpanQueries(flags, gates, storage, runner, live, registry);
    if (queries != null) {
      queries.addTo(router);
    }
    new RootTraces(gates, doors.jaeger(), queries).addTo(router);
  }

  private NodeQueries nodeQueries() {
    NodeQueries now = queries.among(clients(nodes));
    queries = now;
    return now;
  }

  /// Asks the nodes that are listed when a query comes.
  private final class ListedRunner implements QueryRunner, PartRunner {
    /// The list may grow between this and the query.
    @Override
    public int workers() {
      return nodes.size() + NODES_TO_COME;
    }

    @Override
    public SearchStatistics run(Query query, RunContext context, BlockSink output) {
      return new ClusterRunner(nodeQueries()).run(query, context, output);
    }

    @Override
    public SearchStatistics explain(
        Query query, RunContext context, ExplainMode mode, BlockSink output) {
      return new ClusterRunner(nodeQueries()).explain(query, context, mode, output);
    }

    @Override
    public SearchStatistics gather(Query query, RunContext context, GatheredSink output) {
      return new ClusterRunner(nodeQueries()).gather(query, context, output);
    }

    @Override
    public SearchStatistics run(QueryPart part, RunContext context, BlockSink output) {
      return new ClusterRunner(nodeQueries()).run(part, context, output);
    }

    @Override
    public SearchStatistics gather(QueryPart part, RunContext context, GatheredSink output) {
      return new ClusterRunner(nodeQueries()).gather(part, context, output);
    }
  }

  @Override
  public void close() {
    reading.close();
    sink.close();
    filled.close();
    asked.close();
    loops.close();
  }
}
