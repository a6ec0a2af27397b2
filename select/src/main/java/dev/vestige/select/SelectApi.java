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
import dev.vestige.select.live.LiveSpans;
import dev.vestige.select.logsql.LogsQlRoutes;
import dev.vestige.select.request.Completeness;
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
  private final Completeness.Wish wish;
  private final QueryWatch watch;

  /// @param live shows what comes in
  /// @param reader reads spans in OTLP's JSON
  /// @param watch sees the requests
  public SelectApi(
      Storage storage,
      QueryRunner runner,
      LiveSpans live,
      Function<ByteSlice, List<SpanBatch>> reader,
      SelectOptions options,
      QueryWatch watch) {
    this.wish = options.completeness();
    this.watch = watch;
    QueryRunner noted = watch.noted(runner);
    QueryBounds bounds = new QueryBounds(options, Clock.systemUTC());
    this.jaeger =
        new JaegerRoutes(
            storage, new ScanTraceFinder(noted), new CountingServiceCatalog(noted), reader, bounds);
    this.graph = new GraphRoutes(new StoredRollups(storage), bounds);
    this.insight = new InsightRoutes(storage, noted, bounds);
    this.logsQl = new LogsQlRoutes(storage, noted, live, bounds);
  }

  /// Adds all routes but `/api/traces` at the root; see [#traceSearch()].
  ///
  /// @param queries how requests are served that scan
  /// @param lookups how requests are served that read little, so that they need not wait for scans
  public void addTo(Router.Builder router, RouteOptions queries, RouteOptions lookups) {
    RouteOptions heeding = queries.around(this::heeded);
    RouteOptions heedingLookups = lookups.around(this::heeded);
    jaeger.addTo(router, heeding, heedingLookups);
    // Those who follow rows stay for hours; they are few, and hold nobody up.
    RouteOptions tails = RouteOptions.DEFAULT.around(tail -> Completeness.heeding(tail, wish));
    logsQl.addTo(router, heeding, heedingLookups, tails);
    graph.addTo(router, heeding);
    insight.addTo(router, heeding, heedingLookups);
  }

  /// How many requests follow rows as they come in.
  public int tails() {
    return logsQl.tails();
  }

  private Endpoint heeded(Endpoint endpoint) {
    return Completeness.heeding(watch.watched(endpoint), wish);
  }

  /// What GET of `/api/traces` does; POST belongs to those who bring spans.
  public Endpoint traceSearch() {
    return heeded(jaeger.search());
  }
}
