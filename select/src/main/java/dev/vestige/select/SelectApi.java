package dev.vestige.select;

import dev.vestige.http.Endpoint;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.select.jaeger.JaegerRoutes;
import dev.vestige.select.logsql.LogsQlRoutes;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.trace.ScanServiceCatalog;
import dev.vestige.select.trace.ScanTraceFinder;
import dev.vestige.storage.Storage;
import java.time.Clock;

/// All query APIs over one store. Thread-safe.
public final class SelectApi {
  private final JaegerRoutes jaeger;
  private final LogsQlRoutes logsQl;

  public SelectApi(Storage storage, QueryRunner runner, SelectOptions options) {
    QueryBounds bounds = new QueryBounds(options, Clock.systemUTC());
    this.jaeger =
        new JaegerRoutes(
            storage,
            new ScanTraceFinder(runner, () -> storage.acceptedTimes().toNanos()),
            new ScanServiceCatalog(runner),
            bounds);
    this.logsQl = new LogsQlRoutes(storage, runner, bounds);
  }

  /// Adds all routes but `/api/traces` at the root; see [#traceSearch()].
  ///
  /// @param queries how requests are served that scan
  /// @param lookups how requests are served that read little, so that they need not wait for scans
  public void addTo(Router.Builder router, RouteOptions queries, RouteOptions lookups) {
    jaeger.addTo(router, queries, lookups);
    logsQl.addTo(router, queries, lookups);
  }

  /// What GET of `/api/traces` does; POST belongs to those who bring spans.
  public Endpoint traceSearch() {
    return jaeger.search();
  }
}
