package dev.vestige.cmd.vtgen;

import dev.vestige.base.ByteSlice;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Makes traces and sends them, one request after the other. Runs on a thread of its own.
final class Worker implements Runnable {
  private final Schedule schedule;
  private final TraceMaker maker;
  private final SpanEncoder encoder;
  private final Sender sender;
  private final Tally tally;
  private final int batchSpans;
  private final CountDownLatch stop;
  private long made;
  private long batchBegin;

  /// When the traces of one worker begin and when they are due.
  ///
  /// @param from the time of the first trace, nanoseconds since 1970
  /// @param until where traces end that are sent as fast as possible; those after it are of now
  /// @param nanosPerSpan the time between two spans; 0 for none in live traces
  /// @param liveNanosMax how long traces of now are sent
  /// @param spansMax after how many spans the worker is done
  record Schedule(long from, long until, double nanosPerSpan, long liveNanosMax, long spansMax) {}

  Worker(
      Schedule schedule,
      TraceMaker maker,
      SpanEncoder encoder,
      Sender sender,
      Tally tally,
      int batchSpans,
      CountDownLatch stop) {
    this.schedule = schedule;
    this.maker = maker;
    this.encoder = encoder;
    this.sender = sender;
    this.tally = tally;
    this.batchSpans = batchSpans;
    this.stop = stop;
  }

  @Override
  public void run() {
    try (sender) {
      sendHistory();
      sendLive();
      flush();
    }
  }

  private boolean goesOn() {
    return stop.getCount() > 0 && made < schedule.spansMax();
  }

  private void sendHistory() {
    while (goesOn()) {
      long start = schedule.from() + (long) ((double) made * schedule.nanosPerSpan());
      if (start >= schedule.until()) {
        return;
      }
      make(start);
    }
  }

  private void sendLive() {
    long begin = System.nanoTime();
    long madeBefore = made;
    while (goesOn() && System.nanoTime() - begin < schedule.liveNanosMax()) {
      double due = (double) (made - madeBefore) * schedule.nanosPerSpan();
      awaitDue(begin + (long) due);
      if (goesOn()) {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        make(now - Limits.LIVE_DELAY_NANOS);
      }
    }
  }

  /// Waits for the time of the next trace, and sends before what would become too old meanwhile.
  private void awaitDue(long due) {
    if (due - batchBegin > Limits.BATCH_AGE_NANOS_MAX) {
      flush();
    }
    pause(due - System.nanoTime());
  }

  private void pause(long nanos) {
    try {
      // Ends early when the generator is stopped.
      var _ = stop.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void make(long startNanos) {
    if (encoder.spans() == 0) {
      batchBegin = System.nanoTime();
    }
    int before = encoder.spans();
    maker.make(startNanos, encoder);
    made += encoder.spans() - before;
    tally.made();
    if (encoder.spans() >= batchSpans) {
      flush();
    }
  }

  private void flush() {
    int spans = encoder.spans();
    if (spans == 0) {
      return;
    }
    ByteSlice request = encoder.finish();
    for (int attempt = 1; true; attempt++) {
      long begin = System.nanoTime();
      Sender.Outcome outcome = sender.send(request);
      switch (outcome.verdict()) {
        case ACCEPTED -> {
          tally.accepted(spans, request.length(), System.nanoTime() - begin, outcome);
          return;
        }
        case REFUSED -> {
          tally.refused(spans, outcome);
          return;
        }
        case LATER -> {
          if (attempt == Limits.ATTEMPTS_MAX || stop.getCount() == 0) {
            tally.refused(spans, outcome);
            return;
          }
          tally.repeated(outcome);
          pause(TimeUnit.MILLISECONDS.toNanos(outcome.retryMillis()));
        }
      }
    }
  }
}
