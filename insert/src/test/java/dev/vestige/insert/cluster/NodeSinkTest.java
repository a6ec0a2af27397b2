package dev.vestige.insert.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.Threads;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.client.ListedNode;
import dev.vestige.http.client.ListedNode.Writes;
import dev.vestige.insert.cluster.NodeSink.Compression;
import dev.vestige.insert.cluster.TestNode.Fault;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.TracePlacement;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Three nodes, and one that sends them spans while they fail.
@ExtendWith(Seed.class)
class NodeSinkTest {
  static final long HIGH = 0x1122_3344_5566_7788L;
  private static final long TIME = 1_700_000_000_000_000_000L;

  private final List<TestNode> nodes = List.of(new TestNode(), new TestNode(), new TestNode());
  private final TracePlacement placement =
      new TracePlacement(nodes.stream().map(TestNode::name).toList());
  private final EventLoops loops = new EventLoops();
  private final Map<TestNode, HttpClient> clients = new HashMap<>();

  private final CountedDeliveries observer = new CountedDeliveries();

  @AfterEach
  void close() {
    clients.values().forEach(HttpClient::close);
    nodes.forEach(TestNode::close);
    loops.close();
  }

  private NodeSink open() {
    return new NodeSink(
        nodes.stream().map(node -> listed(node, Writes.TAKEN)).toList(),
        Compression.ON,
        4 << 20,
        observer);
  }

  private ListedNode listed(TestNode node, Writes writes) {
    return new ListedNode(
        clients.computeIfAbsent(
            node, _ -> new HttpClient(ClientOptions.plain("127.0.0.1", node.port()), loops)),
        writes);
  }

  /// Two spans for each trace, interleaved.
  static SpanBatch batch(long firstTrace, int traces) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    for (int span = 1; span <= 2; span++) {
      for (long trace = firstTrace; trace < firstTrace + traces; trace++) {
        builder.beginSpan();
        builder.traceId(HIGH, trace);
        builder.spanId(span);
        builder.times(TIME, TIME + span);
        builder.endSpan();
      }
    }
    return builder.build();
  }

  static boolean send(NodeSink sink, long firstTrace, int traces) {
    return sink.append(batch(firstTrace, traces)).handle((_, error) -> error == null).join();
  }

  private int owner(long trace) {
    return placement.first(TracePlacement.key(HIGH, trace), new boolean[nodes.size()]);
  }

  /// The span ids of a trace on all nodes.
  private List<Long> everywhere(long trace) {
    List<Long> ids = new ArrayList<>();
    nodes.forEach(node -> ids.addAll(node.spans(HIGH, trace)));
    return ids;
  }

  static void await(BooleanSupplier condition) {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      try {
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void awaitSettled() {
    await(() -> nodes.stream().mapToInt(TestNode::copies).sum() == 0);
  }

  @Test
  void all_spans_of_a_trace_go_to_its_node() {
    try (NodeSink sink = open()) {
      assertThat(send(sink, 1, 60)).isTrue();
      for (long trace = 1; trace <= 60; trace++) {
        assertThat(nodes.get(owner(trace)).spans(HIGH, trace)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(everywhere(trace)).hasSize(2);
      }
    }
  }

  @Test
  void what_a_node_refuses_goes_to_the_others_until_it_takes_spans_again() {
    TestNode refusing = nodes.get(1);
    try (NodeSink sink = open()) {
      refusing.fault = () -> Fault.REFUSED;
      refusing.isClosed = true;
      assertThat(send(sink, 1, 60)).isTrue();
      assertThat(sink.nodesIn()).isEqualTo(2);
      int parcels = refusing.parcels.get();
      assertThat(send(sink, 61, 60)).isTrue();
      assertThat(refusing.parcels).hasValue(parcels);
      for (long trace = 1; trace <= 120; trace++) {
        assertThat(everywhere(trace)).containsExactlyInAnyOrder(1L, 2L);
      }
      refusing.fault = () -> Fault.NONE;
      refusing.isClosed = false;
      await(() -> sink.nodesIn() == 3);
      assertThat(send(sink, 121, 60)).isTrue();
      assertThat(refusing.parcels.get()).isGreaterThan(parcels);
    }
  }

  @Test
  void a_parcel_whose_answer_was_lost_is_sent_again_and_stored_once() {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    nodes.forEach(
        node -> node.fault = () -> isFirst.getAndSet(false) ? Fault.UNANSWERED : Fault.NONE);
    try (NodeSink sink = open()) {
      assertThat(send(sink, 1, 60)).isTrue();
      assertThat(sink.nodesIn()).isEqualTo(3);
      for (long trace = 1; trace <= 60; trace++) {
        assertThat(nodes.get(owner(trace)).spans(HIGH, trace)).containsExactlyInAnyOrder(1L, 2L);
      }
    }
  }

  @Test
  void a_copy_is_dropped_when_the_first_node_turns_out_to_have_the_spans() {
    assertThatCopiesAreSettled(Fault.UNANSWERED);
  }

  @Test
  void a_copy_is_confirmed_when_the_first_node_turns_out_not_to_have_the_spans() {
    assertThatCopiesAreSettled(Fault.LOST);
  }

  private void assertThatCopiesAreSettled(Fault fault) {
    TestNode first = nodes.get(owner(1));
    try (NodeSink sink = open()) {
      first.fault = () -> fault;
      assertThat(send(sink, 1, 1)).isTrue();
      first.fault = () -> Fault.NONE;
      awaitSettled();
      assertThat(everywhere(1)).containsExactlyInAnyOrder(1L, 2L);
      assertThat(first.spans(HIGH, 1)).hasSize(fault == Fault.LOST ? 0 : 2);
    }
  }

  @Test
  void another_sender_settles_what_a_dead_one_left() {
    TestNode first = nodes.get(owner(1));
    first.fault = () -> Fault.UNANSWERED;
    first.isClosed = false;
    try (NodeSink sink = open()) {
      assertThat(send(sink, 1, 1)).isTrue();
    }
    first.fault = () -> Fault.NONE;
    try (NodeSink _ = open()) {
      awaitSettled();
      assertThat(everywhere(1)).containsExactlyInAnyOrder(1L, 2L);
    }
  }

  @Test
  void says_that_nobody_takes_spans_when_all_refuse() {
    nodes.forEach(node -> node.fault = () -> Fault.REFUSED);
    try (NodeSink sink = open()) {
      CompletableFuture<Void> stored = sink.append(batch(1, 5));
      assertThat(stored.isCompletedExceptionally()).isTrue();
      assertThat(stored.exceptionNow())
          .isInstanceOfSatisfying(
              VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
          .hasMessageContaining("no room");
      assertThat(observer.partlyStored).hasValue(0);
    }
  }

  @Test
  void whatever_fails_acknowledged_spans_are_there_once(RandomGenerator random) {
    AtomicInteger faults = new AtomicInteger();
    int[] dice = random.ints(10_000, 0, 12).toArray();
    nodes.forEach(node -> node.fault = () -> fault(dice[faults.getAndIncrement() % dice.length]));
    Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    Queue<Long> failed = new ConcurrentLinkedQueue<>();
    try (NodeSink sink = open()) {
      AtomicLong next = new AtomicLong(1);
      List<CompletableFuture<Void>> senders = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        senders.add(
            Threads.fork(
                "sender",
                () -> {
                  for (long trace; (trace = next.getAndAdd(4)) <= 160; ) {
                    (send(sink, trace, 4) ? acknowledged : failed).add(trace);
                    await(() -> sink.nodesIn() > 0);
                  }
                }));
      }
      senders.forEach(CompletableFuture::join);
      nodes.forEach(node -> node.fault = () -> Fault.NONE);
      awaitSettled();
    }
    assertThat(acknowledged).hasSizeGreaterThan(8);
    for (long first : acknowledged) {
      for (long trace = first; trace < first + 4; trace++) {
        assertThat(everywhere(trace)).as("trace " + trace).containsExactlyInAnyOrder(1L, 2L);
      }
    }
    for (long first : failed) {
      for (long trace = first; trace < first + 4; trace++) {
        assertThat(everywhere(trace)).as("trace " + trace).doesNotHaveDuplicates();
      }
    }
    assertThat(observer.partlyStored.get()).isLessThanOrEqualTo(failed.size());
  }

  /// Sends a batch that a node does not answer before nine more are in line.
  ///
  /// @param next what happens to the parcels after the first
  private void sendBehindOne(TestNode node, NodeSink sink, Fault... next) {
    CountDownLatch isAsked = new CountDownLatch(1);
    AtomicBoolean mayAnswer = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    node.fault =
        () -> {
          int number = asked.getAndIncrement();
          isAsked.countDown();
          await(mayAnswer::get);
          return number > 0 && number <= next.length ? next[number - 1] : Fault.NONE;
        };
    Queue<Boolean> sent = new ConcurrentLinkedQueue<>();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      senders.add(Threads.start("sender", () -> sent.add(send(sink, 1, 1))));
      await(() -> isAsked.getCount() == 0);
    }
    // On a slow machine the first one may be given up before; the others have ended elsewhere then.
    await(() -> senders.stream().skip(1).allMatch(NodeSinkTest::isInLineOrDone));
    mayAnswer.set(true);
    senders.forEach(Threads::join);
    assertThat(sent).hasSize(10).containsOnly(true);
    awaitSettled();
    assertThat(everywhere(1)).hasSize(20);
  }

  private static boolean isInLineOrDone(Thread sender) {
    return sender.getState() == Thread.State.WAITING
        || sender.getState() == Thread.State.TERMINATED;
  }

  @Test
  void batches_that_come_while_a_parcel_is_under_way_go_together() {
    TestNode node = nodes.get(owner(1));
    try (NodeSink sink = open()) {
      sendBehindOne(node, sink);
      assertThat(node.parcels.get()).isLessThan(5);
    }
  }

  @Test
  void a_batch_that_is_not_fit_does_not_take_others_with_it() {
    try (NodeSink sink = open()) {
      sendBehindOne(nodes.get(owner(1)), sink, Fault.UNFIT);
    }
  }

  @Test
  void batches_of_a_parcel_without_an_answer_are_settled_each() {
    try (NodeSink sink = open()) {
      sendBehindOne(nodes.get(owner(1)), sink, Fault.UNANSWERED, Fault.LOST);
    }
  }

  static Fault fault(int dice) {
    return switch (dice) {
      case 0 -> Fault.LOST;
      case 1 -> Fault.UNANSWERED;
      case 2 -> Fault.REFUSED;
      default -> Fault.NONE;
    };
  }

  @Test
  void nodes_of_the_version_before_get_parcels_of_one_batch_and_others_do_after_an_upgrade() {
    TestNode older = nodes.get(owner(1));
    older.isOlder = true;
    try (NodeSink sink = open()) {
      sendBehindOne(older, sink);
      assertThat(older.parcels.get()).isEqualTo(10);
      assertThat(sink.foreignNodes()).isZero();
      assertThat(send(sink, 100, 60)).isTrue();
      older.isOlder = false;
      assertThat(send(sink, 200, 60)).isTrue();

      // A node that was replaced by an older one says so when it finds nothing fit.
      older.isOlder = true;
      assertThat(send(sink, 300, 60)).isTrue();
      for (long trace : List.of(100L, 159L, 200L, 259L, 300L, 359L)) {
        assertThat(everywhere(trace)).containsExactlyInAnyOrder(1L, 2L);
      }
    }
  }

  @Test
  void nodes_of_the_other_product_get_rows_of_texts() {
    TestNode foreign = nodes.get(1);
    foreign.isForeign = true;
    try (NodeSink sink = open()) {
      assertThat(sink.nodesIn()).isEqualTo(3);
      assertThat(sink.foreignNodes()).isEqualTo(1);
      assertThat(send(sink, 0, 60)).isTrue();
      for (int trace = 0; trace < 60; trace++) {
        assertThat(nodes.get(owner(trace)).spans(HIGH, trace)).containsExactlyInAnyOrder(1L, 2L);
      }

      // Once without an answer: then the spans may be there twice, but none is lost.
      AtomicBoolean isLost = new AtomicBoolean();
      foreign.fault = () -> isLost.compareAndSet(false, true) ? Fault.UNANSWERED : Fault.NONE;
      assertThat(send(sink, 100, 60)).isTrue();
      for (int trace = 100; trace < 160; trace++) {
        assertThat(new TreeSet<>(everywhere(trace))).containsExactly(1L, 2L);
      }

      foreign.isForeign = false;
      await(() -> sink.foreignNodes() == 0);
    }
  }

  @Test
  void drained_nodes_get_no_spans_and_listed_ones_do() {
    List<ListedNode> two =
        List.of(listed(nodes.get(0), Writes.TAKEN), listed(nodes.get(1), Writes.NONE));
    try (NodeSink sink = new NodeSink(two, Compression.ON, 4 << 20, observer)) {
      assertThat(send(sink, 0, 30)).isTrue();
      assertThat(nodes.get(0).engine.size().headRows()).isEqualTo(60);
      assertThat(sink.nodesIn()).isEqualTo(1);

      sink.list(
          List.of(
              listed(nodes.get(0), Writes.NONE),
              listed(nodes.get(1), Writes.TAKEN),
              listed(nodes.get(2), Writes.TAKEN)));
      assertThat(send(sink, 100, 30)).isTrue();
      assertThat(nodes.get(0).engine.size().headRows()).isEqualTo(60);
      assertThat(nodes.get(1).engine.size().headRows()).isPositive();
      assertThat(nodes.get(2).engine.size().headRows()).isPositive();

      sink.list(List.of(listed(nodes.get(0), Writes.NONE)));
      assertThat(sink.append(batch(200, 1)))
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .withMessageContaining("it is drained");
      sink.list(List.of());
      assertThat(send(sink, 300, 1)).isFalse();
    }
  }

  private static final TimeRange HOUR = new TimeRange(TIME, TIME);

  private Placements among(int... numbers) {
    return Placements.among(
        IntStream.of(numbers).mapToObj(i -> nodes.get(i).name()).toList(), HOUR);
  }

  @Test
  void all_nodes_that_spans_are_placed_among_know_it_before() {
    try (NodeSink sink = open()) {
      assertThat(send(sink, 1, 1)).isTrue();
      assertThat(nodes).allMatch(node -> node.engine.placements().known().covers(among(0, 1, 2)));
      nodes.getFirst().fault = () -> Fault.REFUSED;
      assertThat(send(sink, 1, 60)).isTrue();
      assertThat(nodes.subList(1, 3))
          .allMatch(node -> node.engine.placements().known().covers(among(1, 2)));
    }
  }

  @Test
  void a_node_that_was_passed_over_learns_it_when_it_is_back() throws Exception {
    try (NodeSink sink = open()) {
      nodes.getFirst().isClosed = true;
      await(() -> sink.nodesIn() == 2);
      assertThat(send(sink, 1, 60)).isTrue();
      nodes.getFirst().isClosed = false;
      await(() -> nodes.getFirst().engine.placements().known().covers(among(1, 2)));
    }
  }

  @Test
  void what_one_node_knows_is_carried_to_the_others() throws Exception {
    try (NodeSink _ = open()) {
      nodes.getFirst().engine.placements().unplaced(batch(1, 1));
      Placements there = Placements.here(HOUR).toldBy(nodes.getFirst().name());
      await(() -> nodes.getLast().engine.placements().known().covers(there));
    }
  }

  @Test
  void what_is_known_of_placements_survives_a_crash(RandomGenerator random) {
    CrashDirectory disk = CrashDirectory.empty();
    EngineOptions options =
        EngineOptions.DEFAULTS.withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500));
    CrashDirectory after;
    try (Engine engine = Engine.open(disk, options)) {
      engine.placements().learn(among(0, 1));
      engine.append(batch(1, 1)).join();
      after = disk.crash(random);
    }
    try (Engine engine = Engine.open(after, options)) {
      assertThat(engine.placements().known()).isEqualTo(among(0, 1).join(Placements.here(HOUR)));
    }
  }
}
