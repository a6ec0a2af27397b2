package dev.vestige.select.live;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TimeRange;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// What comes into the store of this process. What ended a little while before comes first; then
/// each batch that was stored passes through the query by itself, in the order in which they came.
/// A row that comes in while the first rows are read may be shown twice, but none is left out.
public final class StoredLive implements LiveSpans {
  private final QueryRunner stored;
  private final Function<Storage, QueryRunner> runners;
  private final long memoryBytesMax;
  private final Arrivals arrivals = new Arrivals();

  /// @param runners answer queries from a store
  /// @param memoryBytesMax what the state of a query may take
  public StoredLive(Storage storage, Function<Storage, QueryRunner> runners, long memoryBytesMax) {
    this.stored = runners.apply(storage);
    this.runners = runners;
    this.memoryBytesMax = memoryBytesMax;
  }

  /// To be told of each batch that was stored. Never waits.
  public void arrived(SpanBatch batch) {
    arrivals.publish(batch);
  }

  @Override
  public void follow(LiveQuestion question, LiveRows rows) {
    Cancellation end = question.end();
    try (Arrivals.Follower follower = arrivals.follow(question.context().tenants())) {
      rows.flush();
      TimeRange recent = new TimeRange(question.startNanos(), Long.MAX_VALUE);
      var _ = stored.run(question.query(), question.context().withRange(recent), rows);
      rows.flush();
      while (!end.isCancelled()) {
        List<SpanBatch> batches = follower.take();
        if (!batches.isEmpty()) {
          pause(question.offsetMillis(), end);
          run(question, batches, rows);
          rows.flush();
        }
      }
    }
  }

  /// Runs the query on batches that came in. No time limit but the client's patience holds.
  private void run(LiveQuestion question, List<SpanBatch> batches, LiveRows rows) {
    RunContext asked = question.context();
    try (MemoryStorage storage = new MemoryStorage()) {
      for (SpanBatch batch : batches) {
        storage.append(batch).join();
      }
      RunContext context =
          new RunContext(
              asked.tenants(),
              asked.range(),
              asked.filter(),
              question.end(),
              new MemoryBudget(memoryBytesMax),
              0);
      var _ = runners.apply(storage).run(question.query(), context, rows);
    }
  }

  private static void pause(long millis, Cancellation cancellation) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end && !cancellation.isCancelled()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
