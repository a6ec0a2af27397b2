package dev.vestige.select.insight;

import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.select.logsql.WholeAnswers;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.storage.Storage;

/// Answers to "why is this slow" and "what do these have in common", in JSON of our own.
public final class InsightRoutes {
  private static final String PREFIX = "/select/traces/api/";

  private final TraceEndpoints traces;
  private final HeatmapEndpoint heatmap;
  private final DifferencesEndpoint differences;

  public InsightRoutes(Storage storage, QueryRunner runner, QueryBounds bounds) {
    this.traces = new TraceEndpoints(storage, bounds);
    this.heatmap = new HeatmapEndpoint(runner, bounds);
    this.differences = new DifferencesEndpoint(new WholeAnswers(runner, bounds));
  }

  /// Adds all routes.
  ///
  /// @param queries how requests are served that scan
  /// @param lookups how requests are served that read little
  public void addTo(Router.Builder router, RouteOptions queries, RouteOptions lookups) {
    router
        .exact(PREFIX + "critical_path", traces::criticalPath, lookups)
        .exact(PREFIX + "compare", traces::compare, lookups)
        .exact(PREFIX + "heatmap", heatmap, queries)
        .exact(PREFIX + "differences", differences, queries);
  }
}
