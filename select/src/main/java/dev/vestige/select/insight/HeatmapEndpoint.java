package dev.vestige.select.insight;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.select.logsql.AskedQuery;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.ReadHeaders;
import dev.vestige.select.request.StepText;
import dev.vestige.select.request.TimeArguments;
import dev.vestige.storage.SearchStatistics;
import java.io.IOException;

/// `/select/traces/api/heatmap`: how many spans of a query ended in each step of time and lasted
/// how long. Thread-safe.
final class HeatmapEndpoint implements Endpoint {
  private static final int DEFAULT_STEPS = 60;

  private static final double NANOS_PER_MILLI = 1e6;

  private final QueryRunner runner;
  private final QueryBounds bounds;

  HeatmapEndpoint(QueryRunner runner, QueryBounds bounds) {
    this.runner = runner;
    this.bounds = bounds;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    AskedQuery asked = AskedQuery.read(exchange, bounds);
    long now = bounds.now();
    long end = TimeArguments.time(exchange, "end", now).orElse(now);
    long start = TimeArguments.time(exchange, "start", now).orElse(end - Durations.NANOS_PER_HOUR);
    if (end <= start) {
      throw VestigeException.invalidInput("the argument `start` must lie before `end`");
    }
    long step = step(exchange, end - start);
    HeatCounts counts =
        new HeatCounts(
            start, step, Math.toIntExact(Math.ceilDiv(end - start + 1, step)), runner.workers());
    long begun = System.nanoTime();
    SearchStatistics read =
        runner.gather(asked.whole(), asked.context().withRange(new TimeRange(start, end)), counts);
    ReadHeaders.set(exchange, read, begun);
    JsonAnswer.stream(exchange, json -> write(json, counts));
  }

  private static long step(Exchange exchange, long rangeNanos) {
    String text = exchange.argument("step").orElse("");
    long step = text.isEmpty() ? Math.max(1, rangeNanos / DEFAULT_STEPS) : StepText.nanos(text);
    if (step <= 0 || rangeNanos / step > HeatCounts.STEPS_MAX) {
      throw VestigeException.invalidInput(
          "the argument `step` must be a duration that fits %d times or less, found `%s`"
              .formatted(HeatCounts.STEPS_MAX, text));
    }
    return step;
  }

  private static void write(JsonGenerator json, HeatCounts counts) throws IOException {
    json.writeStartObject();
    Completeness.write(json);
    json.writeStringField("start", Timestamps.format(counts.startNanos));
    json.writeNumberField("stepSeconds", counts.stepNanos / (double) Durations.NANOS_PER_SECOND);
    json.writeNumberField("steps", counts.steps);
    json.writeArrayFieldStart("rows");
    for (int power = 0; power < HeatCounts.ROWS; power++) {
      writeRow(json, counts, power);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// Rows without spans are left out.
  private static void writeRow(JsonGenerator json, HeatCounts counts, int power)
      throws IOException {
    long total = 0;
    for (int step = 0; step < counts.steps; step++) {
      total += counts.count(step, power);
    }
    if (total == 0) {
      return;
    }
    json.writeStartObject();
    json.writeNumberField("fromMillis", Math.scalb(1.0, power) / NANOS_PER_MILLI);
    json.writeNumberField("toMillis", Math.scalb(1.0, power + 1) / NANOS_PER_MILLI);
    json.writeNumberField("total", total);
    json.writeArrayFieldStart("counts");
    for (int step = 0; step < counts.steps; step++) {
      json.writeNumber(counts.count(step, power));
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
