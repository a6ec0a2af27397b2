package dev.vestige.select;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.storage.SearchStatistics;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes requests to the log that took long, with what they asked and what that read. A request
/// runs its queries on its own thread, so that what they read is found there. Thread-safe.
public final class SlowQueries {
  private static final Logger LOG = LoggerFactory.getLogger(SlowQueries.class);
  private static final ScopedValue<Reads> READS = ScopedValue.newInstance();

  /// Characters of a query that are logged.
  private static final int QUERY_CHARACTERS_MAX = 2_000;

  private final long slowNanos;
  private final Runnable onSlow;

  /// @param slowNanos how long a request may take unnoticed; 0 for as long as it likes
  /// @param onSlow told of each that took longer
  public SlowQueries(long slowNanos, Runnable onSlow) {
    this.slowNanos = slowNanos;
    this.onSlow = onSlow;
  }

  /// What the queries of one request read. Confined to its thread.
  private static final class Reads {
    private SearchStatistics all = SearchStatistics.NONE;
  }

  /// The endpoint, with its requests timed.
  public Endpoint watched(Endpoint endpoint) {
    return slowNanos <= 0 ? endpoint : exchange -> serve(endpoint, exchange);
  }

  private void serve(Endpoint endpoint, Exchange exchange) throws IOException {
    Reads reads = new Reads();
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      ScopedValue.where(READS, reads)
          .<@Nullable Void, IOException>call(() -> {
            endpoint.serve(exchange);
            return null;
          });
      outcome = "was answered";
    } catch (VestigeException e) {
      outcome = "failed with " + e.kind();
      throw e;
    } finally {
      long nanos = System.nanoTime() - start;
      if (nanos >= slowNanos) {
        onSlow.run();
        log(exchange, nanos, outcome, reads.all);
      }
    }
  }

  private static void log(Exchange exchange, long nanos, String outcome, SearchStatistics read) {
    LOG.warn(
        "slow query: {} {} after {} s; from {}, tenant {}; read {} rows, {} blocks, {} bytes; {}",
        exchange.path(),
        outcome,
        String.format(Locale.ROOT, "%.3f", nanos / 1e9),
        exchange.remoteAddress().isEmpty() ? "unknown" : exchange.remoteAddress(),
        tenant(exchange),
        read.rowsVisited(),
        read.blocksVisited(),
        read.bytesRead(),
        asked(exchange));
  }

  /// As it was sent: there may be several, or none that can be read.
  private static String tenant(Exchange exchange) {
    String account = exchange.header("AccountID").filter(text -> !text.isEmpty()).orElse("0");
    String project = exchange.header("ProjectID").filter(text -> !text.isEmpty()).orElse("0");
    return account.indexOf(':') >= 0 ? account : account + ":" + project;
  }

  /// The query, or the arguments of what asks without one.
  private static String asked(Exchange exchange) {
    String text =
        exchange
            .argument("query")
            .map(query -> "query: " + query)
            .orElseGet(() -> "arguments: " + exchange.rawQuery());
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= QUERY_CHARACTERS_MAX
        ? line
        : line.substring(0, QUERY_CHARACTERS_MAX) + "…";
  }

  /// The runner, with what it reads noted for the request that it runs for.
  public QueryRunner noted(QueryRunner runner) {
    return new QueryRunner() {
      @Override
      public SearchStatistics run(Query query, RunContext context, BlockSink output) {
        return note(runner.run(query, context, output));
      }

      @Override
      public SearchStatistics gather(Query query, RunContext context, GatheredSink output) {
        return note(runner.gather(query, context, output));
      }

      @Override
      public SearchStatistics explain(
          Query query, RunContext context, ExplainMode mode, BlockSink output) {
        return note(runner.explain(query, context, mode, output));
      }

      @Override
      public int workers() {
        return runner.workers();
      }
    };
  }

  private static SearchStatistics note(SearchStatistics read) {
    if (READS.isBound()) {
      READS.get().all = READS.get().all.plus(read);
    }
    return read;
  }
}
