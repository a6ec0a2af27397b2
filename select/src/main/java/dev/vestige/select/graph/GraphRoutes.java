package dev.vestige.select.graph;

import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.select.request.JaegerErrors;
import dev.vestige.select.request.QueryBounds;

/// Service graph, rates, errors and durations: as Jaeger's pages ask for them, and in a form of our
/// own.
public final class GraphRoutes {
  private final DependenciesEndpoint dependencies;
  private final MonitorEndpoints monitor;
  private final GraphEndpoints graph;

  public GraphRoutes(Rollups rollups, QueryBounds bounds) {
    this.dependencies = new DependenciesEndpoint(rollups, bounds);
    this.monitor = new MonitorEndpoints(rollups, bounds);
    this.graph = new GraphEndpoints(rollups, bounds);
  }

  public void addTo(Router.Builder router, RouteOptions options) {
    router
        .exact("/select/traces/api/graph", graph::graph, options)
        .exact("/select/traces/api/red", graph::red, options);
    addBelow("", router, options);
    addBelow("/select/jaeger", router, options);
  }

  private void addBelow(String base, Router.Builder router, RouteOptions options) {
    String metrics = base + "/api/metrics/";
    router
        .exact(base + "/api/dependencies", JaegerErrors.v1(dependencies), options)
        .exact(metrics + "latencies", JaegerErrors.v1(monitor.latencies()), options)
        .exact(metrics + "calls", JaegerErrors.v1(monitor.calls()), options)
        .exact(metrics + "errors", JaegerErrors.v1(monitor.errors()), options)
        .exact(metrics + "minstep", JaegerErrors.v1(monitor::minStep), options);
  }
}
