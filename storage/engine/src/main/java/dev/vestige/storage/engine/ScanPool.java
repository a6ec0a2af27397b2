package dev.vestige.storage.engine;

import dev.vestige.base.OutsideWait;
import dev.vestige.base.Threads;
import dev.vestige.storage.part.ReadContext;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A fixed number of threads that scan, each with its own decompression context. Searches share
/// them by turns of some milliseconds, so that a short one is answered while long ones run: one
/// that just came goes before those that had a turn, and these take every second turn at least, in
/// the order in which they ended their last. Who comes is bounded by who lets requests in.
///
/// A thread that waits for a client to read is replaced, so that there are always as many as there
/// are cores that work: one client that stops reading would hold up all searches otherwise. When
/// they come back, threads that are too many end.
final class ScanPool implements AutoCloseable, OutsideWait.Owner {
  /// Long enough that changing turns costs nothing, and short enough that a person does not notice
  /// waiting for some of them.
  private static final long TURN_NANOS = 5_000_000;

  private final int threads;
  private final ArrayDeque<Share> fresh = new ArrayDeque<>();
  private final ArrayDeque<Share> begun = new ArrayDeque<>();
  private boolean lastWasFresh;
  private boolean closed;
  private int alive;

  /// How many threads wait for clients.
  private int away;

  /// How many shares wait; written under the lock.
  private volatile int waiting;

  /// A share of something that is done at once.
  interface Work {
    void run(int worker, ReadContext context);
  }

  /// A share of a search.
  interface Steps {
    /// Does what takes some milliseconds at most; false when nothing was left. Steps of one share
    /// come one after the other, but not all on the same thread.
    boolean step(int worker, ReadContext context);
  }

  private record Share(Steps steps, int worker, Done done) {}

  private static final class Done {
    final CountDownLatch left;
    final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Done(int shares) {
      left = new CountDownLatch(shares);
    }
  }

  ScanPool(int threads) {
    this.threads = threads;
    for (int i = 0; i < threads; i++) {
      startThread();
    }
  }

  private synchronized void startThread() {
    Threads.start("vestige-scan-" + alive, () -> OutsideWait.owned(this, this::serve));
    alive++;
  }

  @Override
  public synchronized void begin() {
    away++;
    if (alive - away < threads) {
      startThread();
    }
  }

  @Override
  public synchronized void end() {
    away--;
  }

  private boolean isOneTooMany() {
    return alive - away > threads;
  }

  int threads() {
    return threads;
  }

  private void serve() {
    try (ReadContext context = ReadContext.ofQueries()) {
      for (Share share = take(); share != null; share = take()) {
        if (turn(share, context)) {
          put(begun, share);
        } else {
          share.done.left.countDown();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Works until the turn is over, or on while nobody waits; true when something may be left.
  private boolean turn(Share share, ReadContext context) {
    long start = System.nanoTime();
    try {
      while (share.steps.step(share.worker, context)) {
        if (waiting > 0 && System.nanoTime() - start > TURN_NANOS) {
          return true;
        }
      }
    } catch (Throwable e) {
      share.done.failure.compareAndSet(null, e);
    }
    return false;
  }

  private synchronized void put(ArrayDeque<Share> queue, Share share) {
    queue.add(share);
    waiting++;
    notify();
  }

  /// Whose turn it is; null when the thread is to end.
  private synchronized @Nullable Share take() throws InterruptedException {
    while (waiting == 0 && !closed && !isOneTooMany()) {
      wait();
    }
    if (isOneTooMany()) {
      alive--;
      // What woke this one is for another one now.
      notify();
      return null;
    }
    boolean isFresh = begun.isEmpty() || (!lastWasFresh && !fresh.isEmpty());
    Share next = isFresh ? fresh.poll() : begun.poll();
    if (next != null) {
      lastWasFresh = isFresh;
      waiting--;
    }
    return next;
  }

  /// Lets `shares` workers run the work and returns when all have ended; throws what the first
  /// failing one threw.
  void run(int shares, Work work) {
    runByTurns(
        shares,
        (worker, context) -> {
          work.run(worker, context);
          return false;
        });
  }

  /// Lets `shares` workers take the steps, each until nothing is left, and returns when all have
  /// ended; throws what the first failing one threw.
  void runByTurns(int shares, Steps steps) {
    Done done = new Done(shares);
    for (int worker = 0; worker < shares; worker++) {
      put(fresh, new Share(steps, worker, done));
    }
    boolean interrupted = false;
    while (true) {
      try {
        done.left.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (done.failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
