package dev.vestige.select.logsql;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.JsonAnswer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Statistics in the shape in which Prometheus answers, which is what vmalert and Grafana read: at
/// one point in time, and by intervals of a range. Thread-safe.
final class StatsEndpoints {
  private static final int UNPROCESSABLE = 422;

  private final WholeAnswers answers;

  StatsEndpoints(WholeAnswers answers) {
    this.answers = answers;
  }

  Endpoint atTime() {
    return exchange -> guarded(exchange, this::atTime);
  }

  Endpoint overRange() {
    return exchange -> guarded(exchange, this::overRange);
  }

  /// A query that cannot be answered is told in JSON, and what a retry may cure by its status.
  private static void guarded(Exchange exchange, Endpoint endpoint) throws IOException {
    try {
      endpoint.serve(exchange);
    } catch (VestigeException e) {
      if (exchange.isCommitted() || e.kind() != ErrorKind.INVALID_INPUT) {
        throw e;
      }
      JsonAnswer.send(
          exchange,
          UNPROCESSABLE,
          JsonAnswer.CONTENT_TYPE,
          json -> {
            json.writeStartObject();
            json.writeStringField("status", "error");
            json.writeStringField("errorType", Integer.toString(UNPROCESSABLE));
            json.writeStringField("error", e.getMessage());
            json.writeEndObject();
          });
    }
  }

  /// `/stats_query`: a value per result column and group.
  private void atTime(Exchange exchange) throws IOException {
    AskedQuery asked = answers.read(exchange);
    List<Sample> samples = samples(exchange, asked, asked.query().pipes());
    BigDecimal time = seconds(asked.timeNanos());
    WholeAnswers.send(
        exchange,
        json -> {
          begin(json, "vector");
          for (Sample sample : samples) {
            json.writeStartObject();
            writeMetric(json, sample.metric());
            json.writeFieldName("value");
            writePoint(json, time, sample.value());
            json.writeEndObject();
          }
          end(json);
        });
  }

  /// `/stats_query_range`: a list of values per result column and group, one for each interval that
  /// has rows.
  private void overRange(Exchange exchange) throws IOException {
    ByField interval = StepArguments.timeBucket(exchange);
    AskedQuery asked = answers.read(exchange).inSteps(StepArguments.step(exchange));
    List<Pipe> pipes = StatsShape.inIntervals(asked.query().pipes(), interval);
    Map<Map<String, String>, Map<Long, String>> series = new LinkedHashMap<>();
    for (Sample sample : samples(exchange, asked, pipes)) {
      long time = Timestamps.parse(sample.time());
      if (time != Timestamps.NONE) {
        series.computeIfAbsent(sample.metric(), _ -> new TreeMap<>()).put(time, sample.value());
      }
    }
    WholeAnswers.send(
        exchange,
        json -> {
          begin(json, "matrix");
          for (Map.Entry<Map<String, String>, Map<Long, String>> one : series.entrySet()) {
            json.writeStartObject();
            writeMetric(json, one.getKey());
            json.writeArrayFieldStart("values");
            for (Map.Entry<Long, String> point : one.getValue().entrySet()) {
              writePoint(json, seconds(point.getKey()), point.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          end(json);
        });
  }

  /// One result of one group.
  ///
  /// @param time the interval; empty when there is none
  private record Sample(Map<String, String> metric, String time, String value) {}

  private List<Sample> samples(Exchange exchange, AskedQuery asked, List<Pipe> pipes) {
    StatsShape shape = StatsShape.of(pipes);
    List<String> labels = new ArrayList<>(shape.labels());
    boolean hasTime = labels.remove(FieldNames.TIME);
    List<String> columns = new ArrayList<>(labels);
    columns.addAll(shape.results());
    columns.add(FieldNames.TIME);
    List<Sample> samples = new ArrayList<>();
    for (List<String> row : answers.rows(exchange, asked, asked.with(pipes), columns)) {
      String time = hasTime ? row.getLast() : "";
      int at = labels.size();
      for (String result : shape.results()) {
        samples.add(new Sample(metric(result, labels, row), time, row.get(at++)));
      }
    }
    return samples;
  }

  private static Map<String, String> metric(String name, List<String> labels, List<String> row) {
    Map<String, String> metric = new LinkedHashMap<>();
    metric.put("__name__", name);
    for (int i = 0; i < labels.size(); i++) {
      metric.put(labels.get(i), row.get(i));
    }
    return metric;
  }

  private static BigDecimal seconds(long nanos) {
    BigDecimal seconds = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }

  private static void begin(JsonGenerator json, String type) throws IOException {
    json.writeStartObject();
    json.writeStringField("status", "success");
    Completeness.write(json);
    json.writeObjectFieldStart("data");
    json.writeStringField("resultType", type);
    json.writeArrayFieldStart("result");
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeMetric(JsonGenerator json, Map<String, String> metric)
      throws IOException {
    json.writeObjectFieldStart("metric");
    for (Map.Entry<String, String> label : metric.entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
  }

  private static void writePoint(JsonGenerator json, BigDecimal seconds, String value)
      throws IOException {
    json.writeStartArray();
    json.writeNumber(seconds.toPlainString());
    json.writeString(value);
    json.writeEndArray();
  }
}
