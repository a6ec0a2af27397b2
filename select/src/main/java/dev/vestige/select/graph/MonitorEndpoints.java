package dev.vestige.select.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.select.request.JaegerEnvelope;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.storage.DurationPoint;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.StatusCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The numbers of Jaeger's monitor: latencies, call rates and error rates of services and their
/// operations. Each point looks back over a window, as rates of Prometheus do. Thread-safe.
final class MonitorEndpoints {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Rollups rollups;
  private final QueryBounds bounds;

  MonitorEndpoints(Rollups rollups, QueryBounds bounds) {
    this.rollups = rollups;
    this.bounds = bounds;
  }

  /// One of the three numbers.
  private enum Measure {
    LATENCIES("latencies", "%sth quantile latency, grouped by service"),
    CALL_RATE("call_rate", "calls/sec, grouped by service"),
    ERROR_RATE(
        "error_rate",
        "error rate, computed as a fraction of errors/sec over calls/sec," + " grouped by service");

    private final String name;
    private final String help;

    Measure(String name, String help) {
      this.name = name;
      this.help = help;
    }
  }

  Endpoint latencies() {
    return exchange -> serve(exchange, Measure.LATENCIES);
  }

  Endpoint calls() {
    return exchange -> serve(exchange, Measure.CALL_RATE);
  }

  Endpoint errors() {
    return exchange -> serve(exchange, Measure.ERROR_RATE);
  }

  /// The shortest step: rollups are by minutes.
  void minStep(Exchange exchange) throws IOException {
    JsonAnswer.send(
        exchange,
        200,
        JsonAnswer.CONTENT_TYPE,
        json -> {
          json.writeStartObject();
          json.writeNumberField("data", RollupQuery.MINUTE_NANOS / 1_000_000);
          json.writeNullField("errors");
          JaegerEnvelope.writeRest(json, 0);
        });
  }

  /// A line of a diagram.
  ///
  /// @param operation empty for all of the service together
  private record Line(String service, String operation) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int byService = service.compareTo(other.service);
      return byService != 0 ? byService : operation.compareTo(other.operation);
    }
  }

  private void serve(Exchange exchange, Measure measure) throws IOException {
    MonitorArguments asked = MonitorArguments.read(exchange, bounds.now());
    RunContext context = bounds.context(exchange, asked.looked());
    List<OperationSeries> all =
        rollups.red(
            new RollupQuery(
                context.tenants(),
                context.range(),
                RollupQuery.MINUTE_NANOS,
                asked.services(),
                context.cancellation()));
    Map<Line, NavigableMap<Long, Totals.Sum>> lines = new TreeMap<>();
    for (OperationSeries series : all) {
      if (!asked.kinds().contains(series.kind())) {
        continue;
      }
      Line line = new Line(series.service(), asked.byOperation() ? series.operation() : "");
      NavigableMap<Long, Totals.Sum> minutes = lines.computeIfAbsent(line, _ -> new TreeMap<>());
      boolean failed = series.status() == StatusCode.ERROR;
      for (DurationPoint point : series.points()) {
        minutes
            .computeIfAbsent(point.timeNanos(), _ -> new Totals.Sum())
            .add(point.durations(), failed);
      }
    }
    JsonAnswer.stream(exchange, json -> write(json, measure, asked, lines));
  }

  private static void write(
      JsonGenerator json,
      Measure measure,
      MonitorArguments asked,
      Map<Line, NavigableMap<Long, Totals.Sum>> lines)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(
        "name", (asked.byOperation() ? "service_operation_" : "service_") + measure.name);
    json.writeStringField("type", "GAUGE");
    json.writeStringField(
        "help",
        measure.help.formatted(asked.quantile()) + (asked.byOperation() ? " & operation" : ""));
    json.writeArrayFieldStart("metrics");
    for (Map.Entry<Line, NavigableMap<Long, Totals.Sum>> line : lines.entrySet()) {
      json.writeStartObject();
      json.writeArrayFieldStart("labels");
      if (asked.byOperation()) {
        label(json, "operation", line.getKey().operation());
      }
      label(json, "service_name", line.getKey().service());
      json.writeEndArray();
      json.writeArrayFieldStart("metricPoints");
      writePoints(json, measure, asked, line.getValue());
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void label(JsonGenerator json, String name, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("value", value);
    json.writeEndObject();
  }

  private static void writePoints(
      JsonGenerator json,
      Measure measure,
      MonitorArguments asked,
      NavigableMap<Long, Totals.Sum> minutes)
      throws IOException {
    long first = Math.ceilDiv(asked.range().fromNanos(), asked.stepNanos()) * asked.stepNanos();
    for (long time = first; time <= asked.range().toNanos(); time += asked.stepNanos()) {
      OptionalDouble value =
          value(
              measure,
              asked,
              minutes.subMap(time - asked.windowNanos(), true, time, false).values());
      if (value.isPresent()) {
        json.writeStartObject();
        json.writeObjectFieldStart("gaugeValue");
        json.writeNumberField("doubleValue", value.getAsDouble());
        json.writeEndObject();
        json.writeStringField("timestamp", Timestamps.format(time));
        json.writeEndObject();
      }
    }
  }

  /// Nothing where nothing was called, since no number is true of it.
  private static OptionalDouble value(
      Measure measure, MonitorArguments asked, Iterable<Totals.Sum> window) {
    Totals.Sum sum = new Totals.Sum();
    window.forEach(sum::add);
    long calls = sum.durations.count();
    if (calls == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (measure) {
          case LATENCIES -> sum.durations.quantileNanos(asked.quantile()) / NANOS_PER_MILLI;
          case CALL_RATE -> calls / asked.windowSeconds();
          case ERROR_RATE -> (double) sum.errors / calls;
        });
  }
}
