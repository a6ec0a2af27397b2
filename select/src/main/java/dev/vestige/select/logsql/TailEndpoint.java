package dev.vestige.select.logsql;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.value.Durations;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.StepText;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// `/select/logsql/tail`: rows as they come in, for as long as the client reads. What ended a
/// little while before comes first; then each batch that was stored passes through the query by
/// itself, in the order in which they came. A row that comes in while the first rows are read may
/// be shown twice, but none is left out. Thread-safe.
final class TailEndpoint implements Endpoint {
  private static final String CONTENT_TYPE = "application/x-ndjson";
  private static final long NANOS_MIN = 1_000_000;

  private final QueryRunner stored;
  private final Function<Storage, QueryRunner> runners;
  private final Arrivals arrivals;
  private final QueryBounds bounds;

  /// @param stored answers from what is stored
  /// @param runners answer from other storage
  TailEndpoint(
      QueryRunner stored,
      Function<Storage, QueryRunner> runners,
      Arrivals arrivals,
      QueryBounds bounds) {
    this.stored = stored;
    this.runners = runners;
    this.arrivals = arrivals;
    this.bounds = bounds;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    AskedQuery asked = AskedQuery.read(exchange, bounds);
    Query query = asked.whole();
    query.pipes().forEach(TailEndpoint::checkRowLocal);
    // Rows go out as they come; clients that were made for polling may still say how often.
    var _ = duration(exchange, "refresh_interval", Durations.NANOS_PER_SECOND, NANOS_MIN);
    long offsetMillis = TimeUnit.NANOSECONDS.toMillis(duration(exchange, "offset", 0, 0));
    long startOffset =
        duration(exchange, "start_offset", 5 * Durations.NANOS_PER_SECOND, NANOS_MIN);
    RowStream rows = new RowStream(exchange, CONTENT_TYPE, Math.max(1, stored.workers()));
    try (Arrivals.Follower follower = arrivals.follow(exchange.tenant())) {
      rows.flush();
      TimeRange recent = new TimeRange(bounds.now() - startOffset, Long.MAX_VALUE);
      var _ = stored.run(query, asked.context().withRange(recent), rows);
      rows.flush();
      while (!exchange.cancellation().isCancelled()) {
        List<SpanBatch> batches = follower.take();
        if (!batches.isEmpty()) {
          pause(offsetMillis, exchange.cancellation());
          run(query, asked.context(), batches, exchange.cancellation(), rows);
          rows.flush();
        }
      }
    }
    exchange.cancellation().check();
  }

  /// Runs the query on batches that came in. No time limit but the client's patience holds.
  private void run(
      Query query,
      RunContext asked,
      List<SpanBatch> batches,
      Cancellation cancellation,
      RowStream rows) {
    try (MemoryStorage storage = new MemoryStorage()) {
      for (SpanBatch batch : batches) {
        storage.append(batch).join();
      }
      RunContext context =
          new RunContext(
              asked.tenants(),
              asked.range(),
              asked.filter(),
              cancellation,
              new MemoryBudget(bounds.options().queryMemoryBytesMax()),
              0);
      var _ = runners.apply(storage).run(query, context, rows);
    }
  }

  private static void pause(long millis, Cancellation cancellation) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end && !cancellation.isCancelled()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static void checkRowLocal(Pipe pipe) {
    if (!RowLocalPipes.contains(pipe)) {
      throw VestigeException.invalidInput(
          "live tailing shows rows as they come in, so pipes that need all rows cannot be used;"
              + " found "
              + pipe);
    }
  }

  private static long duration(Exchange exchange, String name, long otherwise, long min) {
    String text = exchange.argument(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    long nanos = StepText.nanos(text);
    if (nanos == Durations.NONE || nanos < min) {
      throw VestigeException.invalidInput(
          "the argument `%s` must be a number of seconds or a duration of at least %s, found `%s`"
              .formatted(name, Durations.format(min), text));
    }
    return nanos;
  }
}
