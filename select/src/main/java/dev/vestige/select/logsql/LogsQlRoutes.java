package dev.vestige.select.logsql;

import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.select.live.LiveSpans;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.storage.Storage;

/// LogsQL over HTTP, below `/select/logsql`.
public final class LogsQlRoutes {
  private static final String PREFIX = "/select/logsql/";

  private final QueryEndpoint query;
  private final ValueEndpoints values;
  private final HitsEndpoint hits;
  private final FacetsEndpoint facets;
  private final StatsEndpoints stats;
  private final RangeEndpoints ranges;
  private final TailEndpoint tail;

  public LogsQlRoutes(Storage storage, QueryRunner runner, LiveSpans live, QueryBounds bounds) {
    WholeAnswers answers = new WholeAnswers(runner, bounds);
    this.query = new QueryEndpoint(runner, bounds);
    this.values = new ValueEndpoints(answers);
    this.hits = new HitsEndpoint(answers);
    this.facets = new FacetsEndpoint(answers);
    this.stats = new StatsEndpoints(answers);
    this.ranges = new RangeEndpoints(answers, storage);
    this.tail = new TailEndpoint(live, runner.workers(), bounds);
  }

  /// Adds all routes.
  ///
  /// @param queries how requests are served that scan
  /// @param lookups how requests are served that read little
  /// @param tails how requests are served that do not end by themselves
  public void addTo(
      Router.Builder router, RouteOptions queries, RouteOptions lookups, RouteOptions tails) {
    router
        .exact(PREFIX + "query", query, queries)
        .exact(PREFIX + "hits", hits, queries)
        .exact(PREFIX + "facets", facets, queries)
        .exact(PREFIX + "stats_query", stats.atTime(), queries)
        .exact(PREFIX + "stats_query_range", stats.overRange(), queries)
        .exact(PREFIX + "field_names", values::fieldNames, queries)
        .exact(PREFIX + "field_values", values::fieldValues, queries)
        .exact(PREFIX + "streams", values::streams, queries)
        .exact(PREFIX + "stream_ids", values::streamIds, queries)
        .exact(PREFIX + "stream_field_names", values::streamFieldNames, queries)
        .exact(PREFIX + "stream_field_values", values::streamFieldValues, queries)
        .exact(PREFIX + "tail", tail, tails)
        .exact(PREFIX + "query_time_range", ranges::queryTimeRange, lookups)
        .exact(PREFIX + "tenant_ids", ranges::tenantIds, lookups)
        .exact("/select/tenant_ids", ranges::tenantIds, lookups);
  }

  /// How many requests follow rows as they come in.
  public int tails() {
    return tail.open();
  }
}
