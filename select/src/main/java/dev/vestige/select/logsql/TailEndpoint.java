package dev.vestige.select.logsql;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.value.Durations;
import dev.vestige.select.live.LiveQuestion;
import dev.vestige.select.live.LiveSpans;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.StepText;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// `/select/logsql/tail`: rows as they come in, for as long as the client reads. Thread-safe.
final class TailEndpoint implements Endpoint {
  private static final String CONTENT_TYPE = "application/x-ndjson";
  private static final long NANOS_MIN = 1_000_000;

  private final LiveSpans live;
  private final int workers;
  private final QueryBounds bounds;
  private final AtomicInteger open = new AtomicInteger();

  /// @param workers how many pass rows on at once
  TailEndpoint(LiveSpans live, int workers, QueryBounds bounds) {
    this.live = live;
    this.workers = Math.max(1, workers);
    this.bounds = bounds;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    // Refuses a list of tenants: who follows rows follows those of one.
    var _ = exchange.tenant();
    AskedQuery asked = AskedQuery.read(exchange, bounds);
    Query query = asked.whole();
    query.pipes().forEach(TailEndpoint::checkRowLocal);
    // Rows go out as they come; clients that were made for polling may still say how often.
    var _ = duration(exchange, "refresh_interval", Durations.NANOS_PER_SECOND, NANOS_MIN);
    long offsetMillis = TimeUnit.NANOSECONDS.toMillis(duration(exchange, "offset", 0, 0));
    long startOffset =
        duration(exchange, "start_offset", 5 * Durations.NANOS_PER_SECOND, NANOS_MIN);
    LiveQuestion question =
        new LiveQuestion(
            query,
            asked.context(),
            bounds.now() - startOffset,
            offsetMillis,
            exchange.cancellation());
    // Clients wait for a tail to end by its connection, also when a node refuses it.
    exchange.endConnection();
    open.incrementAndGet();
    try {
      live.follow(question, new RowStream(exchange, CONTENT_TYPE, workers, true));
    } finally {
      open.decrementAndGet();
    }
    exchange.cancellation().check();
  }

  /// How many are followed now.
  int open() {
    return open.get();
  }

  private static void checkRowLocal(Pipe pipe) {
    if (!RowLocalPipes.contains(pipe)) {
      throw VestigeException.invalidInput(
          "live tailing shows rows as they come in, so pipes that need all rows cannot be used;"
              + " found "
              + LogsQl.print(pipe));
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
