package dev.vestige.select.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.StepText;
import dev.vestige.select.request.TimeArguments;
import dev.vestige.select.trace.SpanKind;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.StatusCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The service graph, and rate, errors and durations of operations, both for a time range and by
/// steps of it. Thread-safe.
final class GraphEndpoints {
  private static final long DEFAULT_RANGE_NANOS = Durations.NANOS_PER_HOUR;

  private final Rollups rollups;
  private final QueryBounds bounds;

  GraphEndpoints(Rollups rollups, QueryBounds bounds) {
    this.rollups = rollups;
    this.bounds = bounds;
  }

  /// What a request asks for.
  ///
  /// @param stepNanos 0 when no steps are wanted
  private record Asked(RollupQuery query, long stepNanos) {
    long rangeNanos() {
      TimeRange minutes = query.minutes();
      return minutes.toNanos() - minutes.fromNanos() + 1;
    }
  }

  private Asked read(Exchange exchange) {
    long now = bounds.now();
    long end = TimeArguments.time(exchange, "end", now).orElse(now);
    long start = TimeArguments.time(exchange, "start", now).orElse(end - DEFAULT_RANGE_NANOS);
    if (start > end || end - start < 0) {
      throw VestigeException.invalidInput("the argument `start` must not lie behind `end`");
    }
    RunContext context = bounds.context(exchange, new TimeRange(start, end));
    long step = step(exchange);
    RollupQuery query =
        new RollupQuery(
            context.tenants(),
            context.range(),
            step == 0 ? Math.max(end - start, 1) : step,
            exchange.arguments("service").stream().filter(name -> !name.isEmpty()).toList(),
            context.cancellation());
    return new Asked(query, step);
  }

  /// Whole minutes; 0 when the request names none.
  private static long step(Exchange exchange) {
    String text = exchange.argument("step").orElse("");
    long nanos = text.isEmpty() ? 0 : StepText.nanos(text);
    if (nanos < 0) {
      throw VestigeException.invalidInput(
          "the argument `step` must be a number of seconds or a duration, found `" + text + "`");
    }
    return Math.ceilDiv(nanos, RollupQuery.MINUTE_NANOS) * RollupQuery.MINUTE_NANOS;
  }

  /// `/select/traces/api/graph`.
  void graph(Exchange exchange) throws IOException {
    Asked asked = read(exchange);
    Map<Edge, Totals> edges = edges(rollups.edges(asked.query()));
    send(
        exchange,
        asked,
        json -> {
          json.writeArrayFieldStart("edges");
          for (Map.Entry<Edge, Totals> edge : edges.entrySet()) {
            json.writeStartObject();
            json.writeStringField("parent", edge.getKey().parent());
            json.writeStringField("child", edge.getKey().child());
            edge.getValue().write(json, asked.rangeNanos(), asked.stepNanos());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /// An operation with the kind of its spans.
  private record Row(String service, String operation, int kind) {}

  /// `/select/traces/api/red`.
  void red(Exchange exchange) throws IOException {
    Asked asked = read(exchange);
    Map<Row, Totals> rows = new LinkedHashMap<>();
    for (OperationSeries series : rollups.red(asked.query())) {
      rows.computeIfAbsent(
              new Row(series.service(), series.operation(), series.kind()), _ -> new Totals())
          .add(series.points(), series.status() == StatusCode.ERROR);
    }
    send(
        exchange,
        asked,
        json -> {
          json.writeArrayFieldStart("operations");
          for (Map.Entry<Row, Totals> row : rows.entrySet()) {
            json.writeStartObject();
            json.writeStringField("service", row.getKey().service());
            json.writeStringField("operation", row.getKey().operation());
            json.writeStringField("kind", SpanKind.word(row.getKey().kind()));
            row.getValue().write(json, asked.rangeNanos(), asked.stepNanos());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void send(Exchange exchange, Asked asked, JsonAnswer.Part list)
      throws IOException {
    TimeRange minutes = asked.query().minutes();
    JsonAnswer.stream(
        exchange,
        json -> {
          json.writeStartObject();
          Completeness.write(json);
          json.writeStringField("start", Timestamps.format(minutes.fromNanos()));
          json.writeStringField("end", Timestamps.format(minutes.toNanos()));
          writeStep(json, asked.stepNanos());
          list.write(json);
          json.writeEndObject();
        });
  }

  private static void writeStep(JsonGenerator json, long stepNanos) throws IOException {
    if (stepNanos > 0) {
      json.writeNumberField("stepSeconds", stepNanos / Durations.NANOS_PER_SECOND);
    }
  }

  /// A pair of services.
  record Edge(String parent, String child) {}

  /// Adds up what is told of each pair.
  static Map<Edge, Totals> edges(List<EdgeSeries> all) {
    Map<Edge, Totals> edges = new LinkedHashMap<>();
    for (EdgeSeries series : all) {
      edges
          .computeIfAbsent(new Edge(series.caller(), series.callee()), _ -> new Totals())
          .add(series.points(), series.failed());
    }
    return edges;
  }
}
