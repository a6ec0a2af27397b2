package dev.vestige.storage.engine;

import dev.vestige.base.Threads;
import dev.vestige.storage.part.ReadContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A fixed number of threads that scan, each with its own decompression context. Searches share
/// them in the order in which they came.
final class ScanPool implements AutoCloseable {
  private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final int threads;

  /// A share of a search.
  interface Work {
    /// Works until nothing is left of the search.
    void run(int worker, ReadContext context);
  }

  private record Job(Work work, int worker, Done done) {}

  private static final class Done {
    final CountDownLatch left;
    final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Done(int shares) {
      left = new CountDownLatch(shares);
    }
  }

  private static final Job END = new Job((_, _) -> {}, -1, new Done(0));

  ScanPool(int threads) {
    this.threads = threads;
    for (int i = 0; i < threads; i++) {
      Threads.start("vestige-scan-" + i, this::serve);
    }
  }

  int threads() {
    return threads;
  }

  private void serve() {
    try (ReadContext context = ReadContext.ofQueries()) {
      while (true) {
        Job job = jobs.take();
        if (job.worker < 0) {
          return;
        }
        try {
          job.work.run(job.worker, context);
        } catch (Throwable e) {
          job.done.failure.compareAndSet(null, e);
        } finally {
          job.done.left.countDown();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets `shares` workers run the work and returns when all have ended; throws what the first
  /// failing one threw.
  void run(int shares, Work work) {
    Done done = new Done(shares);
    for (int worker = 0; worker < shares; worker++) {
      jobs.add(new Job(work, worker, done));
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
  public void close() {
    for (int i = 0; i < threads; i++) {
      jobs.add(END);
    }
  }
}
