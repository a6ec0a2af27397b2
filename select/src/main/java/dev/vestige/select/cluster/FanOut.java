package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.NoAnswerException;
import dev.vestige.select.cluster.PieceReader.Piece;
import dev.vestige.select.request.Completeness.Wish;
import dev.vestige.storage.SearchStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// Asks all nodes at the same time, each on a thread of its own. The first failure ends the others
/// and is thrown when all have ended. If the request takes what the others have, a node that is
/// away fails nothing while there are others; nothing is passed on then before all nodes have begun
/// to answer or failed to, so that the head of the answer can name those. Used once, by the thread
/// of the request.
final class FanOut {
  private final List<AskedNode> nodes;
  private final Ask ask;
  private final Cancellation whole;
  private final long silenceMillisMax;
  private final List<Cancellation> cancellations = new ArrayList<>();
  private final boolean mayLack;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /// Opened when pieces may be passed on.
  private final CountDownLatch go = new CountDownLatch(1);

  /// Shared by those who pass pieces on; held alone by who changes the head of the answer.
  private final ReentrantReadWriteLock passing = new ReentrantReadWriteLock();

  // Of the thread of the request.
  private final List<Event> away = new ArrayList<>();
  private @Nullable RuntimeException failure;

  /// What a node has come to.
  ///
  /// @param failure why it ended, if it did not end well
  private record Event(AskedNode node, Stage stage, Optional<RuntimeException> failure) {}

  private enum Stage {
    BEGUN,
    /// Without having begun.
    MISSED,
    ENDED
  }

  /// Sends the question to a node.
  interface Opening {
    /// Returns when the answer has begun.
    ///
    /// @param silenceMillisMax how long the node may say nothing
    /// @throws VestigeException when there is no answer
    ClientAnswer open(AskedNode node, int number, long silenceMillisMax, Cancellation cancellation);
  }

  /// Takes the pieces of answers, from several threads at once.
  interface PieceSink {
    /// False when no more are needed from any node.
    boolean take(PieceKind kind, ByteSource content, int number);
  }

  /// @param whole ends all
  /// @param silenceMillisMax how long a node may say nothing
  FanOut(List<AskedNode> nodes, Ask ask, Cancellation whole, long silenceMillisMax) {
    this.nodes = nodes;
    this.ask = ask;
    this.whole = whole;
    this.silenceMillisMax = silenceMillisMax;
    this.mayLack = ask.wish() == Wish.PARTIAL;
    for (int i = 0; i < nodes.size(); i++) {
      cancellations.add(Cancellation.afterMillis(whole.remainingMillis()));
    }
    if (!mayLack) {
      go.countDown();
    }
    whole.onCancel(this::stop);
  }

  /// Breaks all questions off; what they fail with then does not count.
  private void stop() {
    cancellations.forEach(Cancellation::cancel);
    go.countDown();
  }

  /// Returns when all nodes have answered.
  SearchStatistics run(Opening opening, PieceSink sink) {
    SearchStatistics[] read = new SearchStatistics[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      int number = i;
      long silence = silence(nodes.get(i));
      read[i] = SearchStatistics.NONE;
      var _ = Threads.fork("ask-node", () -> read[number] = ask(opening, number, silence, sink));
    }
    follow();
    if (failure != null) {
      throw failure;
    }
    whole.check();
    SearchStatistics sum = SearchStatistics.NONE;
    for (SearchStatistics one : read) {
      sum = sum.plus(one);
    }
    return sum;
  }

  private long silence(AskedNode node) {
    if (!mayLack) {
      return silenceMillisMax;
    }
    long bound = node.isSuspect().get() ? Limits.SUSPECT_SILENCE_MILLIS_MAX : silenceMillisMax;
    // The other half of the time is for the others.
    return Math.min(Math.min(silenceMillisMax, bound), Math.max(1, whole.remainingMillis() / 2));
  }

  // ---- on the thread of a node

  private SearchStatistics ask(Opening opening, int number, long silence, PieceSink sink) {
    AskedNode node = nodes.get(number);
    Cancellation cancellation = cancellations.get(number);
    boolean[] hasBegun = {false};
    Optional<RuntimeException> end =
        Optional.of(new IllegalStateException("asking " + node.address() + " ended early"));
    try (ClientAnswer answer = opening.open(node, number, silence, cancellation);
        PieceReader pieces = new PieceReader(node.address(), answer.stream())) {
      hasBegun[0] = true;
      events.add(new Event(node, Stage.BEGUN, Optional.empty()));
      go.await();
      pass(pieces, sink, number);
      node.isSuspect().set(false);
      end = Optional.empty();
      return pieces.read();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      end = cancellation.isCancelled() ? Optional.empty() : Optional.of(told(node, e, hasBegun[0]));
    } finally {
      events.add(new Event(node, hasBegun[0] ? Stage.ENDED : Stage.MISSED, end));
    }
    return SearchStatistics.NONE;
  }

  private void pass(PieceReader pieces, PieceSink sink, int number) {
    for (Optional<Piece> piece = pieces.next(ask.expected());
        piece.isPresent();
        piece = pieces.next(ask.expected())) {
      boolean more;
      passing.readLock().lock();
      try {
        more = sink.take(piece.get().kind(), piece.get().content(), number);
      } finally {
        passing.readLock().unlock();
      }
      if (!more) {
        stop();
        return;
      }
    }
  }

  private RuntimeException told(AskedNode node, RuntimeException e, boolean hasBegun) {
    if (e instanceof NoAnswerException && hasBegun && whole.isExpired()) {
      return new VestigeException(
          ErrorKind.DEADLINE_EXCEEDED,
          "the query did not end before its deadline: the node "
              + node.address()
              + " was still at work",
          e);
    }
    if (isAway(e)) {
      node.isSuspect().set(true);
    }
    // What a node sent that cannot be read is a failure of that node, not of this one.
    return e instanceof VestigeException known && known.kind() == ErrorKind.CORRUPT
        ? new VestigeException(
            ErrorKind.BAD_GATEWAY,
            "the node " + node.address() + " sent what cannot be read: " + known.getMessage(),
            e)
        : e;
  }

  private static boolean isAway(RuntimeException e) {
    return e instanceof NoAnswerException || e instanceof NodeAwayException;
  }

  // ---- on the thread of the request

  private void follow() {
    int waiting = nodes.size();
    int running = nodes.size();
    while (running > 0) {
      Event event = next();
      waiting -= event.stage() == Stage.ENDED ? 0 : 1;
      running -= event.stage() == Stage.BEGUN ? 0 : 1;
      if (event.failure().isPresent()) {
        judge(event, event.failure().get());
      }
      if (failure != null) {
        stop();
      } else if (waiting == 0 && event.stage() != Stage.ENDED) {
        away.forEach(this::goWithout);
        ask.onBegun().run();
        go.countDown();
      }
    }
  }

  private Event next() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while asking nodes", e);
    }
  }

  private void judge(Event event, RuntimeException why) {
    if (failure != null) {
      return;
    }
    if (!mayLack || !isAway(why)) {
      failure = why;
      return;
    }
    away.add(event);
    if (away.size() == nodes.size()) {
      failure = why;
    } else if (event.stage() == Stage.ENDED) {
      goWithout(event);
    }
  }

  private void goWithout(Event missed) {
    passing.writeLock().lock();
    try {
      ask.onAway().goneWithout(missed.node().address(), missed.failure().orElseThrow());
    } catch (VestigeException tooLate) {
      failure = tooLate;
      stop();
    } finally {
      passing.writeLock().unlock();
    }
  }
}
