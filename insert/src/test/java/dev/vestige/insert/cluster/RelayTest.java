package dev.vestige.insert.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.client.ListedNode;
import dev.vestige.http.client.ListedNode.Writes;
import dev.vestige.insert.cluster.NodeSink.Compression;
import dev.vestige.insert.cluster.TestNode.Fault;
import dev.vestige.insert.textrow.TextRowWriter;
import dev.vestige.storage.TracePlacement;
import dev.vestige.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Three nodes that keep spans, two that pass spans on to them, and one that fills these.
@ExtendWith(Seed.class)
class RelayTest {
  private static final long HIGH = NodeSinkTest.HIGH;

  private final EventLoops loops = new EventLoops();
  private final List<HttpClient> clients = new ArrayList<>();
  private final List<TestNode> nodes = List.of(new TestNode(), new TestNode(), new TestNode());
  private final List<TestRelay> relays = List.of(relay(nodes), relay(nodes));

  @AfterEach
  void close() {
    relays.forEach(TestRelay::close);
    nodes.forEach(TestNode::close);
    clients.forEach(HttpClient::close);
    loops.close();
  }

  private HttpClient client(int port) {
    HttpClient client = new HttpClient(ClientOptions.plain("127.0.0.1", port), loops);
    clients.add(client);
    return client;
  }

  private ListedNode listed(int port, Writes writes) {
    return new ListedNode(client(port), writes);
  }

  private TestRelay relay(List<TestNode> behind) {
    return new TestRelay(behind.stream().map(node -> listed(node.port(), Writes.TAKEN)).toList());
  }

  private NodeSink open(ListedNode... listed) {
    return new NodeSink(List.of(listed), Compression.ON, 4 << 20, new CountedDeliveries());
  }

  private NodeSink openBoth() {
    return open(
        relays.stream()
            .map(relay -> listed(relay.port(), Writes.TAKEN))
            .toArray(ListedNode[]::new));
  }

  private static boolean send(NodeSink sink, long firstTrace, int traces) {
    return NodeSinkTest.send(sink, firstTrace, traces);
  }

  private List<Long> everywhere(long trace) {
    List<Long> ids = new ArrayList<>();
    nodes.forEach(node -> ids.addAll(node.spans(HIGH, trace)));
    return ids;
  }

  private void assertThatAllAreWhereTheyBelong(long firstTrace, int traces) {
    TracePlacement placement = new TracePlacement(nodes.stream().map(TestNode::name).toList());
    for (long trace = firstTrace; trace < firstTrace + traces; trace++) {
      int owner = placement.first(TracePlacement.key(HIGH, trace), new boolean[nodes.size()]);
      assertThat(nodes.get(owner).spans(HIGH, trace)).containsExactlyInAnyOrder(1L, 2L);
      assertThat(everywhere(trace)).hasSize(2);
    }
  }

  @Test
  void traces_go_to_the_nodes_they_would_go_to_without_relays() {
    try (NodeSink sink = openBoth()) {
      assertThat(sink.nodesIn()).isEqualTo(3);
      assertThat(send(sink, 1, 60)).isTrue();
      assertThatAllAreWhereTheyBelong(1, 60);
      assertThat(relays).allMatch(relay -> relay.parcels.get() > 0);
      assertThat(sink.foreignNodes()).isZero();
    }
  }

  @Test
  void what_got_no_answer_goes_through_the_other_relay_and_is_stored_once() {
    try (NodeSink sink = openBoth()) {
      relays.getFirst().fault = () -> Fault.UNANSWERED;
      for (int i = 0; i < 10; i++) {
        assertThat(send(sink, 1 + 10 * i, 10)).isTrue();
      }
      assertThat(sink.nodesIn()).isEqualTo(3);
      assertThatAllAreWhereTheyBelong(1, 100);
    }
  }

  @Test
  void a_relay_that_is_gone_is_done_without_and_used_again_when_it_is_back() throws Exception {
    int port = relays.getLast().port();
    try (NodeSink sink = openBoth()) {
      relays.getFirst().close();
      // What was on its way when the relay went may keep nodes out until they are greeted again.
      assertThat(send(sink, 1, 30)).isTrue();
      NodeSinkTest.await(() -> sink.nodesIn() == 3);
      NodeSinkTest.await(
          () -> LongStream.rangeClosed(1, 30).allMatch(trace -> everywhere(trace).size() == 2));
      assertThat(send(sink, 31, 30)).isTrue();
      assertThatAllAreWhereTheyBelong(31, 30);
      // Without any relay nobody takes spans; a node that is listed itself does.
      relays.getLast().close();
      assertThat(send(sink, 100, 60)).isFalse();
      sink.list(List.of(listed(port, Writes.TAKEN), listed(nodes.getFirst().port(), Writes.TAKEN)));
      assertThat(send(sink, 200, 10)).isTrue();
      assertThat(nodes.getFirst().spans(HIGH, 200)).hasSize(2);
    }
  }

  @Test
  void whatever_fails_acknowledged_spans_are_there_once(RandomGenerator random) throws Exception {
    AtomicInteger faults = new AtomicInteger();
    int[] dice = random.ints(10_000, 0, 16).toArray();
    nodes.forEach(node -> node.fault = () -> next(dice, faults));
    relays.forEach(relay -> relay.fault = () -> next(dice, faults));
    List<Long> acknowledged = new ArrayList<>();
    try (NodeSink sink = openBoth()) {
      for (long trace = 1; trace <= 120; trace += 4) {
        if (send(sink, trace, 4)) {
          acknowledged.add(trace);
        } else {
          NodeSinkTest.await(() -> sink.nodesIn() > 0);
        }
      }
      nodes.forEach(node -> node.fault = () -> Fault.NONE);
      relays.forEach(relay -> relay.fault = () -> Fault.NONE);
      NodeSinkTest.await(() -> nodes.stream().mapToInt(TestNode::copies).sum() == 0);
    }
    assertThat(acknowledged).hasSizeGreaterThan(6);
    for (long first : acknowledged) {
      for (long trace = first; trace < first + 4; trace++) {
        assertThat(everywhere(trace)).as("trace " + trace).containsExactlyInAnyOrder(1L, 2L);
      }
    }
  }

  private static Fault next(int[] dice, AtomicInteger count) {
    return NodeSinkTest.fault(dice[count.getAndIncrement() % dice.length]);
  }

  @Test
  void nodes_that_a_relay_drains_are_drained_above_it() {
    List<ListedNode> listed =
        List.of(
            listed(nodes.get(0).port(), Writes.NONE),
            listed(nodes.get(1).port(), Writes.TAKEN),
            listed(nodes.get(2).port(), Writes.TAKEN));
    relays.getFirst().sink.list(listed);
    try (NodeSink sink = open(listed(relays.getFirst().port(), Writes.TAKEN))) {
      assertThat(sink.nodesIn()).isEqualTo(2);
      assertThat(send(sink, 1, 30)).isTrue();
      assertThat(nodes.getFirst().engine.size().headRows()).isZero();
    }
    try (NodeSink sink = open(listed(relays.getLast().port(), Writes.NONE))) {
      assertThat(sink.nodesIn()).as("nodes behind a drained relay").isZero();
    }
  }

  @Test
  void three_levels_and_lists_that_change_below() throws Exception {
    TestRelay top = new TestRelay(List.of(listed(relays.getFirst().port(), Writes.TAKEN)));
    try (top;
        NodeSink sink = open(listed(top.port(), Writes.TAKEN))) {
      NodeSinkTest.await(() -> sink.nodesIn() == 3);
      assertThat(send(sink, 1, 30)).isTrue();
      assertThatAllAreWhereTheyBelong(1, 30);
      relays.getFirst().sink.list(List.of(listed(nodes.getFirst().port(), Writes.TAKEN)));
      NodeSinkTest.await(() -> sink.nodesIn() == 1);
      assertThat(send(sink, 100, 5)).isTrue();
      assertThat(nodes.getFirst().spans(HIGH, 100)).hasSize(2);
    }
  }

  @Test
  void a_node_of_the_other_product_behind_a_relay_gets_rows() {
    nodes.getLast().isForeign = true;
    try (NodeSink sink = openBoth()) {
      assertThat(sink.foreignNodes()).isOne();
      assertThat(send(sink, 1, 60)).isTrue();
      assertThatAllAreWhereTheyBelong(1, 60);
    }
  }

  @Test
  void rows_of_the_other_product_are_spread_over_the_nodes() {
    ByteSink rows = new ByteSink();
    new TextRowWriter(NodeSinkTest.batch(1, 30)).write(0, rows);
    assertThat(status("/internal/insert?version=v1", rows.slice())).isEqualTo(200);
    assertThatAllAreWhereTheyBelong(1, 30);
    nodes.forEach(node -> node.fault = () -> Fault.REFUSED);
    assertThat(status("/internal/insert?version=v1", rows.slice())).isEqualTo(503);
  }

  @Test
  void what_names_no_node_that_is_listed_is_refused_for_sure() {
    assertThat(status("/internal/insert?version=vestige1", ByteSlice.EMPTY)).isEqualTo(400);
    assertThat(status("/internal/insert?version=vestige1&node=no:1", ByteSlice.EMPTY))
        .isEqualTo(503);
    String far = "/internal/insert?version=vestige1&node=" + nodes.getFirst().name() + "&levels=";
    assertThat(status(far + "4", ByteSlice.EMPTY)).as("not a parcel").isEqualTo(400);
    assertThat(status(far + "5", ByteSlice.EMPTY)).as("too many levels").isEqualTo(503);
    assertThat(status(far + "x", ByteSlice.EMPTY)).isEqualTo(400);
    assertThat(NamedNode.parse("a:1,,b:2;drain," + "c:3,".repeat(2_000)))
        .startsWith(new NamedNode("a:1", Writes.TAKEN), new NamedNode("b:2", Writes.NONE))
        .hasSize(Limits.RELAYED_NODES_MAX);
  }

  private int status(String target, ByteSlice body) {
    Cancellation patience = Cancellation.afterMillis(Duration.ofSeconds(30).toMillis());
    try (ClientAnswer answer =
        client(relays.getFirst().port())
            .send(ClientRequest.post(target, Map.of(), body), patience)) {
      return answer.status();
    }
  }

  @Test
  void relays_that_list_one_another_have_no_nodes_but_theirs() throws Exception {
    TestRelay first = relays.getFirst();
    TestRelay last = relays.getLast();
    first.sink.list(
        List.of(listed(last.port(), Writes.TAKEN), listed(nodes.getFirst().port(), Writes.TAKEN)));
    last.sink.list(List.of(listed(first.port(), Writes.TAKEN)));
    NodeSinkTest.await(() -> last.sink.nodesIn() == 1);
    assertThat(send(last.sink, 1, 5)).isTrue();
    assertThat(nodes.getFirst().spans(HIGH, 1)).hasSize(2);
  }
}
