package dev.vestige.select.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.DurationHistogram;
import dev.vestige.storage.DurationPoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Calls, errors and durations of one thing, all together and by steps. Confined to one thread.
final class Totals {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Sum whole = new Sum();
  private final TreeMap<Long, Sum> bySteps = new TreeMap<>();

  /// Calls, errors and durations of some time.
  static final class Sum {
    final DurationHistogram durations = new DurationHistogram();
    long errors;

    void add(DurationHistogram more, boolean failed) {
      durations.add(more);
      errors += failed ? more.count() : 0;
    }

    void add(Sum other) {
      durations.add(other.durations);
      errors += other.errors;
    }
  }

  void add(List<DurationPoint> points, boolean failed) {
    for (DurationPoint point : points) {
      whole.add(point.durations(), failed);
      bySteps.computeIfAbsent(point.timeNanos(), _ -> new Sum()).add(point.durations(), failed);
    }
  }

  long calls() {
    return whole.durations.count();
  }

  /// Writes the members of an object: of the whole range, and of each step with calls in it.
  ///
  /// @param stepNanos 0 when no steps are wanted
  void write(JsonGenerator json, long rangeNanos, long stepNanos) throws IOException {
    write(json, whole, rangeNanos);
    if (stepNanos > 0) {
      json.writeArrayFieldStart("points");
      for (Map.Entry<Long, Sum> step : bySteps.entrySet()) {
        json.writeStartObject();
        json.writeStringField("time", Timestamps.format(step.getKey()));
        write(json, step.getValue(), stepNanos);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void write(JsonGenerator json, Sum sum, long nanos) throws IOException {
    long calls = sum.durations.count();
    json.writeNumberField("calls", calls);
    json.writeNumberField("errors", sum.errors);
    json.writeNumberField("rate", nanos == 0 ? 0 : calls * 1e9 / nanos);
    json.writeNumberField("errorRatio", calls == 0 ? 0 : (double) sum.errors / calls);
    json.writeNumberField("meanMillis", sum.durations.meanNanos() / NANOS_PER_MILLI);
    json.writeNumberField("p50Millis", sum.durations.quantileNanos(0.5) / NANOS_PER_MILLI);
    json.writeNumberField("p90Millis", sum.durations.quantileNanos(0.9) / NANOS_PER_MILLI);
    json.writeNumberField("p99Millis", sum.durations.quantileNanos(0.99) / NANOS_PER_MILLI);
  }
}
