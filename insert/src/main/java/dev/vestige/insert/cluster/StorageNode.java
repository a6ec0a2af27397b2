package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.NoAnswerException;
import dev.vestige.http.client.NoAnswerException.Reach;
import dev.vestige.http.client.NodeHello;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.Placements;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A node that keeps spans, as one that sends them sees it: whether it gets any now, and the
/// numbers of what is sent to it. Safe for use by many threads.
final class StorageNode {
  private static final String INSERT_PATH = "/internal/insert?version=";

  private static final Logger LOG = LoggerFactory.getLogger(StorageNode.class);
  private static final Map<String, String> ROWS =
      Map.of("Content-Type", "application/octet-stream");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final Way way;
  private final ByteBudget budget;
  private final ParcelLine line;

  // Guarded by this.
  private long sender = RANDOM.nextLong();
  private long number;
  private int failures;
  private long backNanoTime;

  /// When a foreign node is greeted again. Written by whoever greets it.
  private volatile long greetAgainNanoTime;

  /// What the node said last; null before it said anything.
  private volatile @Nullable NodeHello hello;

  /// The protocol in which it gets spans.
  private volatile Protocol protocol = Protocol.PARCELS;

  /// Whether it did not answer when it was greeted last.
  private volatile boolean isUnreachable = true;

  /// Why the node gets no spans; empty when it does.
  private volatile String outBecause = "";

  private final ReentrantLock telling = new ReentrantLock();

  /// What the node was told of placements since it is in. Written while telling is locked, or
  /// forgotten.
  private volatile Placements told = Placements.NONE;

  // Guarded by telling.
  private long tellAgainNanoTime = System.nanoTime();

  /// How spans are written for a node.
  enum Protocol {
    /// Parcels with an id, each of which is stored once.
    PARCELS(NodeHello.VESTIGE2 + "&" + ParcelEndpoint.PLACED + "=1"),
    /// Parcels of one batch each, for nodes of the version before.
    SINGLE_PARCELS(NodeHello.VESTIGE1 + "&" + ParcelEndpoint.PLACED + "=1"),
    /// Rows of texts without one: nobody can tell whether those that got no answer are stored.
    TEXT_ROWS(NodeHello.V1);

    private final String word;

    Protocol(String word) {
      this.word = word;
    }
  }

  /// @param inFlightBytesMax bytes that may be on their way to it
  StorageNode(String name, Way way, ParcelPacker packer, long inFlightBytesMax) {
    this.name = name;
    this.way = way;
    this.budget = new ByteBudget(inFlightBytesMax);
    this.line = new ParcelLine(this, packer);
  }

  /// The way of batches to it, unless it is foreign.
  ParcelLine line() {
    return line;
  }

  Way way() {
    return way;
  }

  String name() {
    return name;
  }

  boolean isOut() {
    return !outBecause.isEmpty();
  }

  String outBecause() {
    return outBecause;
  }

  boolean isUnreachable() {
    return isUnreachable;
  }

  Optional<NodeHello> hello() {
    return Optional.ofNullable(hello);
  }

  /// The nodes that it lists, when it is one that passes spans on.
  Optional<List<NamedNode>> behind() {
    return hello()
        .filter(told -> told.facts().containsKey(NodeHello.NODES))
        .map(told -> NamedNode.parse(told.get(NodeHello.NODES)));
  }

  /// The id of a batch that is sent for the first time.
  synchronized BatchId nextId() {
    return new BatchId(sender, ++number);
  }

  /// Gives the node no spans for a while. What comes later is numbered anew, so that the numbers
  /// that never arrived leave no gaps behind.
  synchronized void takeOut(String why) {
    if (outBecause.isEmpty()) {
      sender = RANDOM.nextLong();
      number = 0;
      long millis = Math.min(Limits.OUT_MILLIS_MAX, 1_000L << Math.min(failures, 10));
      failures++;
      backNanoTime = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      LOG.warn("the storage node {} gets no spans for now: {}", name, why);
    }
    outBecause = why;
    told = Placements.NONE;
  }

  /// Gives the node no spans, since those it lists get them.
  private synchronized void passOver() {
    outBecause = "it keeps no spans itself";
    backNanoTime = System.nanoTime();
  }

  private synchronized void letIn() {
    if (!outBecause.isEmpty() && System.nanoTime() - backNanoTime >= 0) {
      outBecause = "";
      LOG.info("the storage node {} gets spans again", name);
    }
  }

  private synchronized void succeeded() {
    failures = 0;
  }

  /// Asks the node what it is, and gives it spans or none accordingly.
  void greet() {
    if (isForeign() && !isOut() && System.nanoTime() - greetAgainNanoTime < 0) {
      return;
    }
    greetAgainNanoTime =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.FOREIGN_HELLO_INTERVAL_MILLIS);
    try {
      Reply answer = send(ClientRequest.get(NodeHello.PATH), Limits.SHORT_ANSWER_BYTES_MAX);
      if (answer.isSuccess()) {
        heard(NodeHello.parse(answer.body().toString()));
      } else if (answer.status() == 400 || answer.status() == 404) {
        greetForeign();
      } else {
        takeOut("it answers " + NodeHello.PATH + " with " + answer.complaint());
      }
    } catch (VestigeException e) {
      isUnreachable = true;
      takeOut(e.getMessage());
    }
  }

  private Reply send(ClientRequest request, int bytesMax) {
    return way.send(request, 0, bytesMax, Cancellation.afterMillis(Limits.HELLO_MILLIS_MAX));
  }

  private void heard(NodeHello told) {
    hello = told;
    isUnreachable = false;
    if (behind().isPresent()) {
      passOver();
      return;
    }
    if (told.has(NodeHello.INSERT, NodeHello.VESTIGE2)) {
      protocol = Protocol.PARCELS;
    } else if (told.has(NodeHello.INSERT, NodeHello.VESTIGE1)) {
      protocol = Protocol.SINGLE_PARCELS;
    } else if (told.has(NodeHello.INSERT, NodeHello.V1)) {
      speakRows();
    } else {
      takeOut("it takes spans in none of our protocols, only in: " + told.get(NodeHello.INSERT));
      return;
    }
    if (told.get(NodeHello.CLOSED).isEmpty()) {
      letIn();
    } else {
      takeOut(told.get(NodeHello.CLOSED));
    }
  }

  /// A node that does not know our hello may be one of the product that Vestige can replace; those
  /// take an empty body of rows.
  private void greetForeign() {
    ClientRequest rows = ClientRequest.post(path(Protocol.TEXT_ROWS), ROWS, ByteSlice.EMPTY);
    Reply answer = send(rows, Limits.SHORT_ANSWER_BYTES_MAX);
    if (answer.isSuccess()) {
      heard(new NodeHello(Map.of(NodeHello.INSERT, NodeHello.V1)));
    } else {
      takeOut("it takes no rows of texts, but answers " + answer.complaint());
    }
  }

  private void speakRows() {
    if (protocol != Protocol.TEXT_ROWS) {
      protocol = Protocol.TEXT_ROWS;
      LOG.warn(
          "the storage node {} gets spans as rows of texts, protocol v1: types of values are lost,"
              + " its success does not mean that spans are durable, and spans for which it gives no"
              + " answer may be stored twice",
          name);
    }
  }

  Protocol protocol() {
    return protocol;
  }

  /// Whether it takes several batches at a time.
  boolean takesMany() {
    return protocol != Protocol.SINGLE_PARCELS;
  }

  /// Whether it knows nothing of batch ids.
  boolean isForeign() {
    return protocol == Protocol.TEXT_ROWS;
  }

  private static String path(Protocol protocol) {
    return INSERT_PATH + protocol.word;
  }

  /// Hands a parcel over and waits until the node has it durably, or something else is certain, or
  /// the time is up.
  Outcome deliver(Protocol format, ByteSlice parcel, Map<String, String> headers) {
    try {
      enter(parcel.length(), Limits.ATTEMPT_MILLIS_MAX);
    } catch (VestigeException e) {
      return new Outcome(Outcome.Kind.REFUSED, e.getMessage());
    }
    try {
      Outcome outcome = attempt(format, parcel, headers);
      if (outcome.kind() == Outcome.Kind.STORED) {
        succeeded();
      }
      return outcome;
    } finally {
      budget.leave(parcel.length());
    }
  }

  private Outcome attempt(Protocol format, ByteSlice parcel, Map<String, String> headers) {
    Cancellation patience = Cancellation.afterMillis(Limits.ATTEMPT_MILLIS_MAX);
    try {
      ClientRequest request = ClientRequest.post(path(format), headers, parcel);
      Reply answer = way.send(request, 0, Limits.SHORT_ANSWER_BYTES_MAX, patience);
      if (answer.isSuccess()) {
        return Outcome.STORED;
      }
      String why = "the node " + name + " answered " + answer.complaint();
      return new Outcome(kind(answer.status()), why);
    } catch (NoAnswerException e) {
      return new Outcome(
          e.reach() == Reach.NOT_SENT ? Outcome.Kind.REFUSED : Outcome.Kind.IN_DOUBT,
          e.getMessage());
    }
  }

  /// Passes on the request of another node.
  ///
  /// @param levels how many nodes have passed it on already
  /// @throws VestigeException UNAVAILABLE when the node surely did not get it, BAD_GATEWAY when it
  ///   may have
  Reply pass(ClientRequest request, int levels) {
    Cancellation patience = Cancellation.afterMillis(Limits.RELAY_MILLIS_MAX);
    enter(request.body().length(), Limits.RELAY_MILLIS_MAX);
    try {
      return way.send(request, levels, Limits.COPY_LIST_BYTES_MAX, patience);
    } catch (NoAnswerException e) {
      throw e.reach() == Reach.NOT_SENT
          ? new VestigeException(ErrorKind.UNAVAILABLE, e.getMessage(), e)
          : e;
    } finally {
      budget.leave(request.body().length());
    }
  }

  /// Takes room for bytes on their way to the node.
  ///
  /// @throws VestigeException UNAVAILABLE when there is none in time
  private void enter(long bytes, long millis) {
    try {
      if (!budget.enter(bytes, millis)) {
        throw new VestigeException(
            ErrorKind.UNAVAILABLE, "the node " + name + " takes spans more slowly than they come");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.UNAVAILABLE, "interrupted", e);
    }
  }

  /// What a status other than success means: see [ParcelEndpoint].
  private static Outcome.Kind kind(int status) {
    return switch (status) {
      case 400, 413 -> Outcome.Kind.UNFIT;
      case 401, 403, 404, 405, 415, 429, 503 -> Outcome.Kind.REFUSED;
      default -> Outcome.Kind.IN_DOUBT;
    };
  }

  /// Whether the node has been told this.
  boolean knows(Placements placed) {
    return isForeign() || told.covers(placed);
  }

  /// Tells the node all that is known of placements, and learns what it knows. It has it durably
  /// then, or gets no spans.
  ///
  /// @throws VestigeException when it does not take it in
  void tell(PlacementTalk talk) {
    telling.lock();
    try {
      if (isOut()) {
        throw new VestigeException(ErrorKind.UNAVAILABLE, outBecause);
      }
      Placements now = talk.known();
      if (!told.covers(now)) {
        exchange(now, talk);
      }
    } catch (VestigeException e) {
      if (!isOut()) {
        takeOut("it cannot be told where spans are placed: " + e.getMessage());
      }
      throw e;
    } finally {
      telling.unlock();
    }
  }

  /// As [#tell], and also when there is nothing new, now and then: the node may know more.
  void tellAgain(PlacementTalk talk) {
    telling.lock();
    try {
      Placements now = talk.known();
      if (!isForeign() && (!told.covers(now) || System.nanoTime() - tellAgainNanoTime >= 0)) {
        exchange(now, talk);
      }
    } finally {
      telling.unlock();
    }
  }

  private void exchange(Placements now, PlacementTalk talk) {
    ByteSink body = new ByteSink();
    now.write(body);
    Reply answer =
        send(
            ClientRequest.post(SettlementEndpoint.PLACEMENTS_PATH, ROWS, body.slice()),
            Limits.PLACEMENTS_BYTES_MAX);
    if (answer.isSuccess()) {
      talk.learn(SettlementEndpoint.parsePlacements(answer.body()).toldBy(name));
    } else if (answer.status() == 400 || answer.status() == 404) {
      // A node of an older version: nobody can say what comes to it.
      talk.learn(Placements.here(TimeRange.ALL).toldBy(name));
    } else {
      throw new VestigeException(
          ErrorKind.BAD_GATEWAY, "the node " + name + " answered " + answer.complaint());
    }
    told = now;
    tellAgainNanoTime =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.TELL_INTERVAL_MILLIS);
  }

  /// Sends a short request and returns the answer's text.
  ///
  /// @throws VestigeException when there is none
  String ask(ClientRequest request, int answerBytesMax) {
    Reply answer = send(request, answerBytesMax);
    if (!answer.isSuccess()) {
      throw new VestigeException(
          ErrorKind.BAD_GATEWAY, "the node " + name + " answered " + answer.complaint());
    }
    return answer.body().toString();
  }
}
