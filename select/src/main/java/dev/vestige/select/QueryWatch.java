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
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows the requests under way and the last that took long, with what they asked and what that
/// read; those that took long stand in the log, too. A request runs its queries on its own thread,
/// so that what they read is found there. Thread-safe.
public final class QueryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(QueryWatch.class);
  private static final ScopedValue<Reads> READS = ScopedValue.newInstance();

  /// Characters of a query that are logged.
  private static final int QUERY_CHARACTERS_MAX = 2_000;

  /// Requests that took long of which is told: some screens full.
  private static final int SLOW_MAX = 100;

  /// Requests under way of which is told; more are not read by anyone.
  private static final int ACTIVE_MAX = 1_000;

  private final long slowNanos;
  private final Runnable onSlow;
  private final Set<Reads> active = ConcurrentHashMap.newKeySet();

  // The newest first. Guarded by itself.
  private final ArrayDeque<SlowQuery> slow = new ArrayDeque<>();

  /// @param slowNanos how long a request may take unnoticed; 0 for as long as it likes
  /// @param onSlow told of each that took longer
  public QueryWatch(long slowNanos, Runnable onSlow) {
    this.slowNanos = slowNanos;
    this.onSlow = onSlow;
  }

  /// A request under way.
  ///
  /// @param query the query that it runs now, in LogsQL; empty when there is none
  /// @param tenant as it was sent
  public record ActiveQuery(
      String path, String query, String tenant, String sender, long startMillis, long tookMillis) {}

  /// A request that took long.
  ///
  /// @param asked its query or its arguments, shortened
  /// @param tenant as it was sent
  public record SlowQuery(
      String path,
      String asked,
      String tenant,
      String sender,
      long startMillis,
      long tookMillis,
      String outcome,
      long rowsRead,
      long blocksRead,
      long bytesRead) {}

  /// What one request asks, and what its queries read. The thread of the request writes.
  private static final class Reads {
    private final String path;
    private final String tenant;
    private final String sender;
    private final long startMillis = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();
    private volatile @Nullable Query query;
    private SearchStatistics all = SearchStatistics.NONE;

    private Reads(Exchange exchange) {
      this.path = exchange.path();
      this.tenant = tenant(exchange);
      this.sender = exchange.remoteAddress().isEmpty() ? "unknown" : exchange.remoteAddress();
    }

    private long nanos() {
      return System.nanoTime() - startNanos;
    }

    private ActiveQuery told() {
      Query now = query;
      return new ActiveQuery(
          path, now == null ? "" : cut(now.print()), tenant, sender, startMillis, millis(nanos()));
    }
  }

  /// The requests under way, the one that began first in front.
  public List<ActiveQuery> active() {
    return active.stream()
        .map(Reads::told)
        .sorted(Comparator.comparingLong(ActiveQuery::startMillis))
        .limit(ACTIVE_MAX)
        .toList();
  }

  /// The last requests that took long, the newest in front.
  public List<SlowQuery> slow() {
    synchronized (slow) {
      return List.copyOf(slow);
    }
  }

  /// The endpoint, with its requests timed.
  public Endpoint watched(Endpoint endpoint) {
    return exchange -> serve(endpoint, exchange);
  }

  private void serve(Endpoint endpoint, Exchange exchange) throws IOException {
    Reads reads = new Reads(exchange);
    active.add(reads);
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
      active.remove(reads);
      long nanos = reads.nanos();
      if (slowNanos > 0 && nanos >= slowNanos) {
        onSlow.run();
        keep(reads, nanos, outcome, asked(exchange));
      }
    }
  }

  private void keep(Reads request, long nanos, String outcome, String asked) {
    SearchStatistics read = request.all;
    LOG.warn(
        "slow query: {} {} after {} s; from {}, tenant {}; read {} rows, {} blocks, {} bytes; {}",
        request.path,
        outcome,
        String.format(Locale.ROOT, "%.3f", nanos / 1e9),
        request.sender,
        request.tenant,
        read.rowsVisited(),
        read.blocksVisited(),
        read.bytesRead(),
        asked);
    SlowQuery told =
        new SlowQuery(
            request.path,
            asked,
            request.tenant,
            request.sender,
            request.startMillis,
            millis(nanos),
            outcome,
            read.rowsVisited(),
            read.blocksVisited(),
            read.bytesRead());
    synchronized (slow) {
      slow.addFirst(told);
      if (slow.size() > SLOW_MAX) {
        slow.removeLast();
      }
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
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
    return cut(text.replaceAll("\\s+", " "));
  }

  private static String cut(String line) {
    return line.length() <= QUERY_CHARACTERS_MAX
        ? line
        : line.substring(0, QUERY_CHARACTERS_MAX) + "…";
  }

  /// The runner, with what it reads noted for the request that it runs for.
  public QueryRunner noted(QueryRunner runner) {
    return new QueryRunner() {
      @Override
      public SearchStatistics run(Query query, RunContext context, BlockSink output) {
        return note(runner.run(noted(query), context, output));
      }

      @Override
      public SearchStatistics gather(Query query, RunContext context, GatheredSink output) {
        return note(runner.gather(noted(query), context, output));
      }

      @Override
      public SearchStatistics explain(
          Query query, RunContext context, ExplainMode mode, BlockSink output) {
        return note(runner.explain(noted(query), context, mode, output));
      }

      @Override
      public int workers() {
        return runner.workers();
      }
    };
  }

  private static Query noted(Query query) {
    if (READS.isBound()) {
      READS.get().query = query;
    }
    return query;
  }

  private static SearchStatistics note(SearchStatistics read) {
    if (READS.isBound()) {
      READS.get().all = READS.get().all.plus(read);
    }
    return read;
  }
}
