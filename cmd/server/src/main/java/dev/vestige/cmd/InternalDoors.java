package dev.vestige.cmd;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.RetentionFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.flags.StorageFlags;
import dev.vestige.cmd.nodes.NodesEndpoint;
import dev.vestige.cmd.pages.Pages;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.ListedNode;
import dev.vestige.http.client.NodeHello;
import dev.vestige.insert.InsertObserver;
import dev.vestige.insert.RowSink;
import dev.vestige.insert.cluster.NodeSink;
import dev.vestige.insert.cluster.ParcelEndpoint;
import dev.vestige.insert.cluster.ProtocolsEndpoint;
import dev.vestige.insert.cluster.RelayEndpoint;
import dev.vestige.insert.cluster.SettlementEndpoint;
import dev.vestige.insert.textrow.TextRowEndpoint;
import dev.vestige.logsql.exec.PartRunner;
import dev.vestige.select.cluster.NodeAnswers;
import dev.vestige.select.cluster.PinAnswers;
import dev.vestige.select.live.LiveSpans;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.Placements;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TracePins;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.StoreSize;
import java.io.File;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What other nodes use of this one.
final class InternalDoors {
  private static final int COPIES_TOLD_MAX = 1_000_000;

  private final Flags flags;
  private final Gates gates;
  private final String version;

  InternalDoors(Flags flags, Gates gates, String version) {
    this.flags = flags;
    this.gates = gates;
    this.version = version;
  }

  /// The doors of a node with a store.
  ///
  /// @param sink takes spans that come without an id
  /// @param batches takes in what other nodes send
  void addTo(
      Router.Builder router,
      Engine engine,
      RowSink sink,
      BatchStore batches,
      InsertObserver observer) {
    addHello(router, hello(() -> new NodeHello(facts(engine))), List::of);
    if (takesSpans()) {
      addInsert(router, engine, sink, batches, observer);
    }
  }

  /// The doors for questions.
  ///
  /// @param placements what is known of where spans were placed
  void addAnswersTo(
      Router.Builder router,
      Storage storage,
      Supplier<Placements> placements,
      PartRunner runner,
      LiveSpans live,
      TracePins pins) {
    if (answers()) {
      RouteOptions keyed = Pages.keyed(flags, NodeAnswers.PREFIX);
      new NodeAnswers(
              storage,
              placements,
              runner,
              live,
              gates.internalSelect(),
              MemoryShares.of(flags).queryBytes())
          .addTo(router, keyed);
      new PinAnswers(pins).addTo(router, keyed);
    }
  }

  private void addInsert(
      Router.Builder router,
      Engine engine,
      RowSink sink,
      BatchStore batches,
      InsertObserver observer) {
    ParcelEndpoint parcels =
        new ParcelEndpoint(batches, engine.placements(), sink::acceptedTimes, bytesMax(), observer);
    router
        .exact(
            ProtocolsEndpoint.PATH,
            new ProtocolsEndpoint(
                Map.of(
                    NodeHello.VESTIGE2,
                    parcels,
                    NodeHello.VESTIGE1,
                    parcels,
                    NodeHello.V1,
                    textRows(sink, observer))),
            keyed().with(gates.insert()))
        .prefix(
            SettlementEndpoint.PATH, new SettlementEndpoint(batches, engine.placements()), keyed());
  }

  private RouteOptions keyed() {
    return Pages.keyed(flags, ProtocolsEndpoint.PATH);
  }

  private long bytesMax() {
    return flags.get(InsertFlags.INTERNAL_MAX_REQUEST_SIZE);
  }

  private Endpoint textRows(RowSink sink, InsertObserver observer) {
    return new TextRowEndpoint(
        sink,
        InsertDoors.limits(flags),
        bytesMax(),
        flags.get(InsertFlags.DEFAULT_MSG_VALUE),
        observer);
  }

  /// The doors of a node without a store, which passes spans on.
  ///
  /// @param nodes those that it asks
  /// @param sink the way to those that it fills
  void addTo(
      Router.Builder router,
      Supplier<List<ListedNode>> nodes,
      NodeSink sink,
      InsertObserver observer) {
    Endpoint hello = hello(() -> new NodeHello(facts(sink)));
    addHello(router, takesSpans() ? new RelayEndpoint(sink, bytesMax(), hello) : hello, nodes);
    if (takesSpans()) {
      Endpoint rows = new ProtocolsEndpoint(Map.of(NodeHello.V1, textRows(sink, observer)));
      router
          .exact(
              ProtocolsEndpoint.PATH,
              new RelayEndpoint(sink, bytesMax(), rows),
              keyed().with(gates.insert()))
          .prefix(
              SettlementEndpoint.PATH,
              new RelayEndpoint(sink, bytesMax(), InternalDoors::refuse),
              keyed());
    }
  }

  private static void refuse(Exchange exchange) {
    throw VestigeException.invalidInput(
        "this node keeps no spans: expected the argument node at " + exchange.path());
  }

  private Map<String, String> facts(NodeSink sink) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(NodeHello.VERSION, version);
    facts.put(NodeHello.SELECT, answers() ? NodeHello.VESTIGE1 : "");
    if (takesSpans()) {
      facts.put(NodeHello.INSERT, NodeHello.V1);
      facts.put(NodeHello.NODES, sink.nodeNames());
    }
    return facts;
  }

  private boolean takesSpans() {
    return !flags.get(InsertFlags.DISABLE) && !flags.get(InsertFlags.INTERNAL_DISABLE);
  }

  private boolean answers() {
    return !flags.get(SearchFlags.DISABLE) && !flags.get(SearchFlags.INTERNAL_DISABLE);
  }

  private Map<String, String> facts(Engine engine) {
    StoreSize size = engine.size();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(NodeHello.VERSION, version);
    List<String> protocols = List.of(NodeHello.VESTIGE2, NodeHello.VESTIGE1, NodeHello.V1);
    facts.put(NodeHello.INSERT, takesSpans() ? String.join(",", protocols) : "");
    facts.put(NodeHello.SELECT, answers() ? NodeHello.VESTIGE1 : "");
    facts.put(NodeHello.CLOSED, size.readOnly() ? "the store is read-only: its disk is full" : "");
    facts.put(
        NodeHello.PROVISIONAL,
        Integer.toString(engine.batches().provisional(COPIES_TOLD_MAX).size()));
    facts.put(NodeHello.PAST, seconds(flags.get(RetentionFlags.RETENTION_PERIOD)));
    facts.put(NodeHello.FUTURE, seconds(flags.get(RetentionFlags.FUTURE_RETENTION)));
    facts.put(NodeHello.ROWS, Long.toString(size.headRows() + size.partRows()));
    facts.put(NodeHello.BYTES, Long.toString(size.partBytes() + size.walBytes()));
    facts.put(NodeHello.PENDING, Long.toString(size.headRows()));
    File folder = new File(flags.get(StorageFlags.STORAGE_DATA_PATH));
    facts.put(NodeHello.FREE, Long.toString(folder.getUsableSpace()));
    facts.put(NodeHello.CLOCK, Long.toString(System.currentTimeMillis()));
    return facts;
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private static Endpoint hello(Supplier<NodeHello> hello) {
    return exchange ->
        exchange.send(200, "text/plain; charset=utf-8", ByteSlice.utf8(hello.get().print()));
  }

  private static void addHello(
      Router.Builder router, Endpoint hello, Supplier<List<ListedNode>> nodes) {
    router
        .exact(
            NodesEndpoint.PATH, new NodesEndpoint(nodes), RouteOptions.DEFAULT.withMethods("GET"))
        .exact(NodeHello.PATH, hello, RouteOptions.DEFAULT);
  }
}
