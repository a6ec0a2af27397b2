package dev.vestige.select.graph;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.value.Durations;
import dev.vestige.select.request.EpochText;
import dev.vestige.select.request.JaegerEnvelope;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.NumberArguments;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.storage.RollupQuery;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Jaeger's `/api/dependencies`: how often each service called each other one. Thread-safe.
final class DependenciesEndpoint implements Endpoint {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long LOOKBACK_MILLIS_MAX = Long.MAX_VALUE / NANOS_PER_MILLI / 4;

  private final Rollups rollups;
  private final QueryBounds bounds;

  DependenciesEndpoint(Rollups rollups, QueryBounds bounds) {
    this.rollups = rollups;
    this.bounds = bounds;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    long end = EpochText.nanos("endTs", exchange.argument("endTs").orElse("")).orElse(bounds.now());
    long lookback =
        NumberArguments.number(exchange, "lookback", Durations.NANOS_PER_HOUR / NANOS_PER_MILLI);
    if (lookback < 0 || lookback > LOOKBACK_MILLIS_MAX) {
      throw VestigeException.invalidInput(
          "the argument `lookback` must be a number of milliseconds, found " + lookback);
    }
    RunContext context =
        bounds.context(exchange, new TimeRange(end - lookback * NANOS_PER_MILLI, end));
    RollupQuery query =
        new RollupQuery(
            context.tenants(),
            context.range(),
            Math.max(1, lookback * NANOS_PER_MILLI),
            List.of(),
            context.cancellation());
    Map<GraphEndpoints.Edge, Totals> edges = GraphEndpoints.edges(rollups.edges(query));
    JsonAnswer.send(
        exchange,
        200,
        JsonAnswer.CONTENT_TYPE,
        json -> {
          JaegerEnvelope.begin(json);
          for (Map.Entry<GraphEndpoints.Edge, Totals> edge : edges.entrySet()) {
            json.writeStartObject();
            json.writeStringField("parent", edge.getKey().parent());
            json.writeStringField("child", edge.getKey().child());
            json.writeNumberField("callCount", edge.getValue().calls());
            json.writeEndObject();
          }
          JaegerEnvelope.end(json, edges.size());
        });
  }
}
