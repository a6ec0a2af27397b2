package dev.vestige.select.request;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.value.Durations;
import dev.vestige.select.SelectOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// For whom and within which bounds the query of a request runs. Thread-safe.
public final class QueryBounds {
  private static final long NANOS_PER_SECOND = Durations.NANOS_PER_SECOND;

  private final SelectOptions options;
  private final Clock clock;

  public QueryBounds(SelectOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  public SelectOptions options() {
    return options;
  }

  /// Nanoseconds since the epoch.
  public long now() {
    Instant now = clock.instant();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }

  /// The bounds of a request that asks for a time range, for all rows in it. The newest spans are
  /// left out of it where the configuration says so.
  public RunContext context(Exchange exchange, TimeRange range) {
    return context(exchange, List.of(exchange.tenant()), range, MatchAllFilter.INSTANCE);
  }

  /// As [#context(Exchange, TimeRange)], for rows that satisfy a filter whatever the query says, of
  /// all tenants that the request lists.
  public RunContext context(Exchange exchange, TimeRange range, Filter filter) {
    return context(exchange, TenantList.of(exchange, options.tenantsMax()), range, filter);
  }

  private RunContext context(
      Exchange exchange, List<TenantId> tenants, TimeRange range, Filter filter) {
    long delay = options.latencyOffsetNanos();
    TimeRange settled =
        delay <= 0 ? range : range.intersect(new TimeRange(Long.MIN_VALUE, now() - delay));
    return new RunContext(
        tenants,
        settled,
        filter,
        cancellation(exchange),
        new MemoryBudget(options.queryMemoryBytesMax()),
        0);
  }

  /// Ends with the request, after `-search.maxQueryDuration`, or after the argument `timeout` when
  /// that is sooner.
  public Cancellation cancellation(Exchange exchange) {
    Cancellation cancellation = Cancellation.afterMillis(timeoutMillis(exchange));
    exchange.cancellation().onCancel(cancellation::cancel);
    return cancellation;
  }

  private long timeoutMillis(Exchange exchange) {
    String text = exchange.argument("timeout").orElse("");
    if (text.isEmpty()) {
      return options.queryMillisMax();
    }
    long nanos = StepText.nanos(text);
    if (nanos == Durations.NONE) {
      throw VestigeException.invalidInput(
          "cannot read the argument `timeout`: `"
              + text
              + "` is neither a number of seconds nor a duration");
    }
    return nanos <= 0
        ? options.queryMillisMax()
        : Math.min(options.queryMillisMax(), Math.max(1, nanos / 1_000_000));
  }
}
