package dev.vestige.base;

import java.util.ArrayList;
import java.util.List;

/// A flag that says "stop, nobody waits for this any more", with a deadline. Set by the request's
/// owner from any thread, polled by workers once per block.
public final class Cancellation {
  private final long deadlineNanoTime;
  private final List<Runnable> listeners = new ArrayList<>();
  private volatile boolean cancelled;

  private Cancellation(long deadlineNanoTime) {
    this.deadlineNanoTime = deadlineNanoTime;
  }

  public static Cancellation afterMillis(long timeoutMillis) {
    long bounded = Math.min(timeoutMillis, Long.MAX_VALUE / 4_000_000);
    return new Cancellation(System.nanoTime() + bounded * 1_000_000);
  }

  public static Cancellation never() {
    return afterMillis(Long.MAX_VALUE);
  }

  public void cancel() {
    List<Runnable> toRun;
    synchronized (listeners) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      toRun = List.copyOf(listeners);
      listeners.clear();
    }
    toRun.forEach(Runnable::run);
  }

  /// Runs the listener once on cancellation, at once when that has already happened.
  public void onCancel(Runnable listener) {
    synchronized (listeners) {
      if (!cancelled) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  public boolean isCancelled() {
    return cancelled;
  }

  public boolean isExpired() {
    return System.nanoTime() - deadlineNanoTime >= 0;
  }

  /// Rounded up, so that whoever waits so long finds the deadline passed.
  public long remainingMillis() {
    return Math.max(0, (deadlineNanoTime - System.nanoTime() + 999_999) / 1_000_000);
  }

  /// Returns when work may go on.
  ///
  /// @throws VestigeException of kind CANCELLED or DEADLINE_EXCEEDED
  public void check() {
    if (cancelled) {
      throw new VestigeException(ErrorKind.CANCELLED, "the request was cancelled");
    }
    if (isExpired()) {
      throw new VestigeException(
          ErrorKind.DEADLINE_EXCEEDED,
          "the query did not end before its deadline; raise -search.maxQueryDuration or the timeout"
              + " argument, or ask for less");
    }
  }
}
