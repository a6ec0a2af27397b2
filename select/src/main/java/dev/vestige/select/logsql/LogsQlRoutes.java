package dev.vestige.select.logsql;

import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.select.request.QueryBounds;

/// LogsQL over HTTP, below `/select/logsql`.
public final class LogsQlRoutes {
  private static final String PREFIX = "/select/logsql/";

  private final QueryEndpoint query;

  public LogsQlRoutes(QueryRunner runner, QueryBounds bounds) {
    this.query = new QueryEndpoint(runner, bounds);
  }

  /// @param queries how requests are served that scan
  /// @param lookups how requests are served that read little
  public void addTo(Router.Builder router, RouteOptions queries, RouteOptions lookups) {
    router.exact(PREFIX + "query", query, queries);
  }
}
