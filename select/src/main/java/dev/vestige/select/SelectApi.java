package dev.vestige.select;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.Endpoint;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.select.graph.GraphRoutes;
import dev.vestige.select.graph.StoredRollups;
import dev.vestige.select.insight.InsightRoutes;
import dev.vestige.select.jaeger.JaegerRoutes;
import dev.vestige.select.logsql.Arrivals;
import dev.vestige.select.logsql.LogsQlRoutes;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.trace.CountingServiceCatalog;
import dev.vestige.select.trace.ScanTraceFinder;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/// All query APIs over one store. Thread-safe.
public final class SelectApi {
  private final JaegerRoutes jaeger;
  private final LogsQlRoutes logsQl;
  private final GraphRoutes graph;
  private final InsightRoutes insight;
  private final Arrivals arrivals = new Arrivals();
  private final SlowQueries slow;

  /// @param runners answer queries from a store
  /// @param reader reads spans in OTLP's JSON
  /// @param slow watches how long requests take
  public SelectApi(
      Storage storage,
      Function<Storage, QueryRunner> runners,
      Function<ByteSlice, List<SpanBatch>> reader,
      SelectOptions options,
      SlowQueries slow) {
    this.slow = slow;
    QueryRunner runner = slow.noted(runners.apply(storage));
    QueryBounds bounds = new QueryBounds(options, Clock.systemUTC());
    this.jaeger =
        new JaegerRoutes(
            storage,
            new ScanTraceFinder(runner, () -> storage.acceptedTimes().toNanos()),
            new CountingServiceCatalog(runner),
            reader,
            bounds);
    this.graph = new GraphRoutes(new StoredRollups(storage), bounds);
    this.insight = new InsightRoutes(storage, runner, bounds);
    this.logsQl = new LogsQlRoutes(storage, runner, runners, arrivals, bounds);
  }

  /// Adds all routes but `/api/traces` at the root; see [#traceSearch()].
  ///
  /// @param queries how requests are served that scan
  /// @param lookups how requests are served that read little, so that they need not wait for scans
  public void addTo(Router.Builder router, RouteOptions queries, RouteOptions lookups) {
    RouteOptions watchedQueries = queries.around(slow::watched);
    RouteOptions watchedLookups = lookups.around(slow::watched);
    jaeger.addTo(router, watchedQueries, watchedLookups);
    logsQl.addTo(router, watchedQueries, watchedLookups, lookups);
    graph.addTo(router, watchedQueries);
    insight.addTo(router, watchedQueries, watchedLookups);
  }

  /// To be told of each batch that was stored, so that live tails show it. Never waits.
  public void arrived(SpanBatch batch) {
    arrivals.publish(batch);
  }

  /// What GET of `/api/traces` does; POST belongs to those who bring spans.
  public Endpoint traceSearch() {
    return slow.watched(jaeger.search());
  }
}
