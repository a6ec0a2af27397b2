package dev.vestige.cmd;

import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.pages.QueriesEndpoint;
import dev.vestige.http.Endpoint;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.run.RecordedRunner;
import dev.vestige.select.QueryWatch;
import dev.vestige.select.SelectApi;
import dev.vestige.select.SelectOptions;
import dev.vestige.select.live.LiveSpans;
import dev.vestige.select.request.Completeness.Wish;
import dev.vestige.storage.Storage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/// The query APIs, set up as the flags say.
final class SpanQueries {
  private final Flags flags;
  private final Gates gates;
  private final QueryWatch watch;
  private final SelectApi api;

  /// @param runner answers queries from the storage
  /// @param live shows what comes into it
  SpanQueries(
      Flags flags,
      Gates gates,
      Storage storage,
      QueryRunner runner,
      LiveSpans live,
      MeterRegistry registry) {
    this.flags = flags;
    this.gates = gates;
    Counter count = Counter.builder("vt_slow_queries_total").register(registry);
    this.watch =
        new QueryWatch(flags.get(SearchFlags.LOG_SLOW_QUERY_DURATION).toNanos(), count::increment);
    QueryRunner recorded = new RecordedRunner(runner);
    this.api = new SelectApi(storage, recorded, live, new OtlpJsonFiles(), options(), watch);
    Gauge.builder("vt_live_tailing_requests", api, SelectApi::tails).register(registry);
  }

  private SelectOptions options() {
    return new SelectOptions(
        flags.get(SearchFlags.MAX_QUERY_DURATION).toMillis(),
        queryCharactersMax(),
        MemoryShares.of(flags).queryBytes(),
        flags.get(SearchFlags.MAX_QUERY_TIME_RANGE).toNanos(),
        flags.get(SearchFlags.MAX_TENANTS_PER_QUERY),
        flags.get(SearchFlags.MAX_TRACES),
        namesMax(SearchFlags.TRACE_MAX_SERVICE_NAME_LIST),
        namesMax(SearchFlags.TRACE_MAX_SPAN_NAME_LIST),
        namesLookbehind().toNanos(),
        flags.get(SearchFlags.LATENCY_OFFSET).toNanos(),
        wish(flags));
  }

  /// Of requests that do not say what they wish.
  static Wish wish(Flags flags) {
    return flags.get(SearchFlags.ALLOW_PARTIAL_RESPONSE) ? Wish.PARTIAL : Wish.WHOLE;
  }

  private int queryCharactersMax() {
    long inHeap = Runtime.getRuntime().maxMemory() / Limits.HEAP_PER_QUERY_CHARACTER;
    long possible = Math.min(inHeap, dev.vestige.logsql.Limits.QUERY_CHARACTERS_MAX);
    return (int) Math.min(flags.get(SearchFlags.MAX_QUERY_LEN), possible);
  }

  /// The older flag counts where it was set and the newer one was not.
  private int namesMax(Flag<Integer> older) {
    boolean isOlder = flags.isSet(older) && !flags.isSet(SearchFlags.MAX_TAGS);
    return flags.get(isOlder ? older : SearchFlags.MAX_TAGS);
  }

  private Duration namesLookbehind() {
    boolean isOlder =
        flags.isSet(SearchFlags.TRACE_NAME_LOOKBEHIND)
            && !flags.isSet(SearchFlags.STREAM_FIELDS_LOOKBEHIND);
    return flags.get(
        isOlder ? SearchFlags.TRACE_NAME_LOOKBEHIND : SearchFlags.STREAM_FIELDS_LOOKBEHIND);
  }

  /// Adds all routes but that of [#traceSearch()]. Reading a trace by its id waits for no scan.
  void addTo(Router.Builder router) {
    api.addTo(router, searches(), RouteOptions.DEFAULT.with(gates.lookup()));
    router.exact(
        QueriesEndpoint.PATH, new QueriesEndpoint(watch), RouteOptions.DEFAULT.withMethods("GET"));
  }

  RouteOptions searches() {
    return RouteOptions.DEFAULT.with(gates.select());
  }

  /// What GET of `/api/traces` does.
  Endpoint traceSearch() {
    return api.traceSearch();
  }
}
