package dev.vestige.select.jaeger;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.Endpoint;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.select.request.JaegerErrors;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.trace.ServiceCatalog;
import dev.vestige.select.trace.TraceFinder;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import java.util.List;
import java.util.function.Function;

/// The query API of Jaeger, below `/select/jaeger` and, for clients that know no prefix, at the
/// root.
public final class JaegerRoutes {
  private static final String PREFIX = "/select/jaeger";

  private final CatalogEndpoints catalog;
  private final TraceEndpoints traces;
  private final V3Endpoints v3;
  private final TransformEndpoint transform;

  /// @param reader reads OTLP's JSON
  public JaegerRoutes(
      Storage storage,
      TraceFinder finder,
      ServiceCatalog services,
      Function<ByteSlice, List<SpanBatch>> reader,
      QueryBounds bounds) {
    this.catalog = new CatalogEndpoints(services, bounds);
    this.traces = new TraceEndpoints(storage, finder, bounds);
    this.v3 = new V3Endpoints(storage, finder, catalog, bounds);
    this.transform = new TransformEndpoint(reader, bounds);
  }

  /// Adds all routes but `/api/traces` at the root, where spans come in as well; see [#search()].
  ///
  /// @param queries how searches are served
  /// @param lookups how requests are served that read little
  public void addTo(Router.Builder router, RouteOptions queries, RouteOptions lookups) {
    router.exact(PREFIX + "/api/traces", search(), queries);
    addBelow("", router, queries, lookups);
    addBelow(PREFIX, router, queries, lookups);
  }

  private void addBelow(
      String base, Router.Builder router, RouteOptions queries, RouteOptions lookups) {
    String services = base + "/api/services/";
    String byId = base + "/api/traces/";
    router
        .exact(base + "/api/services", JaegerErrors.v1(catalog::services), queries)
        .between(
            services,
            CatalogEndpoints.OPERATIONS,
            JaegerErrors.v1(exchange -> catalog.operationsOfService(exchange, services)),
            queries)
        .exact(base + "/api/operations", JaegerErrors.v1(catalog::operations), queries)
        .prefix(byId, JaegerErrors.v1(exchange -> traces.byId(exchange, byId)), lookups)
        .exact(base + "/api/transform", JaegerErrors.v1(transform), queries.withMethods("POST"));
    addThirdVersion(base + "/api/v3/", router, queries, lookups);
  }

  private void addThirdVersion(
      String base, Router.Builder router, RouteOptions queries, RouteOptions lookups) {
    String byId = base + "traces/";
    router
        .exact(base + "services", JaegerErrors.v3(v3::services), queries)
        .exact(base + "operations", JaegerErrors.v3(v3::operations), queries)
        .exact(base + "traces", JaegerErrors.v3(v3::search), queries)
        .exact(base + "trace-summaries", JaegerErrors.v3(v3::summaries), queries)
        .prefix(byId, JaegerErrors.v3(exchange -> v3.byId(exchange, byId)), lookups);
  }

  /// The search for traces.
  public Endpoint search() {
    return JaegerErrors.v1(traces::search);
  }
}
