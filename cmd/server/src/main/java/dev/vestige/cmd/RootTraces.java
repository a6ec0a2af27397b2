package dev.vestige.cmd;

import dev.vestige.http.AdmissionGate;
import dev.vestige.http.Endpoint;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import org.jspecify.annotations.Nullable;

/// The path `/api/traces`, which serves both ways: spans come in with POST, and traces are read
/// with any other method. Each passes its own gate.
///
/// @param in where spans go
/// @param queries what reads; null when nothing is read
record RootTraces(Gates gates, Endpoint in, @Nullable SpanQueries queries) {
  private static final String PATH = "/api/traces";

  void addTo(Router.Builder router) {
    if (queries == null) {
      router.exact(PATH, in, RouteOptions.DEFAULT.with(gates.insert()));
    } else {
      router.exact(PATH, byMethod(in, queries.traceSearch()), RouteOptions.DEFAULT);
    }
  }

  private Endpoint byMethod(Endpoint post, Endpoint others) {
    return exchange -> {
      boolean isPost = exchange.method().equals("POST");
      AdmissionGate gate = isPost ? gates.insert() : gates.select();
      try (AdmissionGate.Permit _ = gate.enter(exchange.cancellation())) {
        (isPost ? post : others).serve(exchange);
      }
    };
  }
}
