package dev.vestige.base;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place below the requests where threads are made. All are named and none keeps the
/// process alive.
public final class Threads {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

  /// How long closing a loop waits for work under way. Longer work is left to end by itself.
  private static final long CLOSE_WAIT_MILLIS = 5_000;

  private Threads() {}

  /// Waits for the end of a thread; ends early, with the flag set, when interrupted.
  public static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts a thread that runs the task and ends.
  public static Thread start(String name, Runnable task) {
    return Thread.ofPlatform().name(name).daemon(true).start(task);
  }

  /// Runs a task that mostly waits on a virtual thread.
  public static CompletableFuture<Void> fork(String name, Runnable task) {
    return CompletableFuture.runAsync(task, forked -> Thread.ofVirtual().name(name).start(forked));
  }

  /// Repeats work on a thread of its own, the first time after one interval, until it is closed.
  /// Whatever it throws is logged and the work is repeated all the same.
  public static Loop loop(String name, long intervalMillis, Runnable work) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
    var _ =
        executor.scheduleWithFixedDelay(
            () -> runLogged(name, work), intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    return new Loop(name, executor);
  }

  private static void runLogged(String name, Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      LOG.error("{} failed and will be tried again", name, e);
    }
  }

  /// Runs work when the process is asked to end, by a signal or by `System.exit`.
  public static void atShutdown(String name, Runnable work) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name(name).unstarted(work));
  }

  /// Work that is repeated until this is closed.
  public static final class Loop implements AutoCloseable {
    private final String name;
    private final ScheduledExecutorService executor;

    private Loop(String name, ScheduledExecutorService executor) {
      this.name = name;
      this.executor = executor;
    }

    /// Interrupts the work and waits a bounded time for its end.
    @Override
    public void close() {
      executor.shutdownNow();
      try {
        if (!executor.awaitTermination(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
          LOG.warn("{} did not end within {} ms and is left behind", name, CLOSE_WAIT_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
