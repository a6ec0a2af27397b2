package dev.vestige.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Remembers what an observer is told. Thread-safe.
final class Recorder implements HttpObserver {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Summary> summaries = new ArrayList<>();
  private final List<Reason> reasons = new ArrayList<>();
  private int opened;
  private int closed;
  private int started;
  private int tlsFailures;

  @Override
  public synchronized void connectionOpened() {
    opened++;
    notifyAll();
  }

  @Override
  public synchronized void connectionClosed() {
    closed++;
    notifyAll();
  }

  @Override
  public synchronized void tlsFailed(Throwable cause) {
    tlsFailures++;
    notifyAll();
  }

  @Override
  public synchronized void refused(Reason reason) {
    reasons.add(reason);
    notifyAll();
  }

  @Override
  public synchronized void requestStarted() {
    started++;
    notifyAll();
  }

  @Override
  public synchronized void requestFinished(Summary summary) {
    summaries.add(summary);
    notifyAll();
  }

  synchronized int open() {
    return opened - closed;
  }

  synchronized int opened() {
    return opened;
  }

  synchronized int started() {
    return started;
  }

  synchronized int tlsFailures() {
    return tlsFailures;
  }

  synchronized List<Summary> summaries() {
    return List.copyOf(summaries);
  }

  synchronized List<Reason> reasons() {
    return List.copyOf(reasons);
  }

  /// Waits until a condition holds, on this recorder or on what only asking can tell.
  synchronized void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new AssertionError(
              "not in time; opened "
                  + opened
                  + ", closed "
                  + closed
                  + ", started "
                  + started
                  + ", finished "
                  + summaries.size()
                  + ", refused "
                  + reasons.size());
        }
        wait(Math.min(millis, 10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Summary awaitSummary() {
    await(() -> !summaries.isEmpty());
    return summaries().getFirst();
  }
}
