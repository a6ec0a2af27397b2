package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.client.NoAnswerException;
import dev.vestige.http.client.NoAnswerException.Reach;
import dev.vestige.http.client.NodeHello;
import dev.vestige.storage.BatchId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A node that keeps spans, as one that sends them sees it: whether it gets any now, and the
/// numbers of what is sent to it. Safe for use by many threads.
final class StorageNode implements AutoCloseable {
  static final String INSERT_PATH = "/internal/insert?version=" + NodeHello.VESTIGE1;

  private static final Logger LOG = LoggerFactory.getLogger(StorageNode.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final HttpClient client;
  private final ByteBudget budget;

  // Guarded by this.
  private long sender = RANDOM.nextLong();
  private long number;
  private int failures;
  private long backNanoTime;

  /// What the node said last; null before it said anything.
  private volatile @Nullable NodeHello hello;

  /// Whether it did not answer when it was greeted last.
  private volatile boolean isUnreachable = true;

  /// Why the node gets no spans; empty when it does.
  private volatile String outBecause = "";

  /// @param inFlightBytesMax bytes that may be on their way to it
  StorageNode(String name, HttpClient client, long inFlightBytesMax) {
    this.name = name;
    this.client = client;
    this.budget = new ByteBudget(inFlightBytesMax);
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
    try (ClientAnswer answer =
        client.send(
            ClientRequest.get(NodeHello.PATH), Cancellation.afterMillis(Limits.HELLO_MILLIS_MAX))) {
      if (!answer.isSuccess()) {
        takeOut("it answers " + NodeHello.PATH + " with " + answer.complaint());
        return;
      }
      NodeHello told = NodeHello.parse(answer.body(Limits.SHORT_ANSWER_BYTES_MAX).toString());
      hello = told;
      isUnreachable = false;
      if (!told.has(NodeHello.INSERT, NodeHello.VESTIGE1)) {
        takeOut("it takes spans in none of our protocols, only in: " + told.get(NodeHello.INSERT));
      } else if (!told.get(NodeHello.CLOSED).isEmpty()) {
        takeOut(told.get(NodeHello.CLOSED));
      } else {
        letIn();
      }
    } catch (VestigeException e) {
      isUnreachable = true;
      takeOut(e.getMessage());
    }
  }

  /// Hands a parcel over and waits until the node has it durably, or something else is certain, or
  /// the time is up.
  Outcome deliver(ByteSlice parcel, Map<String, String> headers) {
    try {
      if (!budget.enter(parcel.length(), Limits.ATTEMPT_MILLIS_MAX)) {
        return new Outcome(
            Outcome.Kind.REFUSED, "the node " + name + " takes spans more slowly than they come");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome(Outcome.Kind.REFUSED, "interrupted");
    }
    try {
      Outcome outcome = attempt(parcel, headers);
      if (outcome.kind() == Outcome.Kind.STORED) {
        succeeded();
      }
      return outcome;
    } finally {
      budget.leave(parcel.length());
    }
  }

  private Outcome attempt(ByteSlice parcel, Map<String, String> headers) {
    Cancellation patience = Cancellation.afterMillis(Limits.ATTEMPT_MILLIS_MAX);
    try (ClientAnswer answer =
        client.send(ClientRequest.post(INSERT_PATH, headers, parcel), patience)) {
      if (answer.isSuccess()) {
        var _ = answer.body(Limits.SHORT_ANSWER_BYTES_MAX);
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

  /// What a status other than success means: see [ParcelEndpoint].
  private static Outcome.Kind kind(int status) {
    return switch (status) {
      case 400, 413 -> Outcome.Kind.UNFIT;
      case 401, 403, 404, 405, 415, 429, 503 -> Outcome.Kind.REFUSED;
      default -> Outcome.Kind.IN_DOUBT;
    };
  }

  /// Sends a short request and returns the answer's text.
  ///
  /// @throws VestigeException when there is none
  String ask(ClientRequest request, int answerBytesMax) {
    try (ClientAnswer answer =
        client.send(request, Cancellation.afterMillis(Limits.HELLO_MILLIS_MAX))) {
      if (!answer.isSuccess()) {
        throw new VestigeException(
            ErrorKind.BAD_GATEWAY, "the node " + name + " answered " + answer.complaint());
      }
      return answer.body(answerBytesMax).toString();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
