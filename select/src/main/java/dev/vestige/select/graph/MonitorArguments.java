package dev.vestige.select.graph;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.value.Durations;
import dev.vestige.select.request.NumberArguments;
import dev.vestige.select.trace.SpanKind;
import dev.vestige.storage.RollupQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a page of Jaeger's monitor asks for.
///
/// @param range of the points
/// @param stepNanos how far points lie apart
/// @param windowNanos how much time in front of it each point looks at
/// @param kinds of the spans that count; those of servers when the request names none
/// @param quantile between 0 and 1
record MonitorArguments(
    List<String> services,
    boolean byOperation,
    TimeRange range,
    long stepNanos,
    long windowNanos,
    List<Integer> kinds,
    double quantile) {
  /// As many points as Prometheus gives for a series.
  private static final int POINTS_MAX = 11_000;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long DEFAULT_LOOKBACK_MILLIS = 3_600_000;
  private static final long DEFAULT_WINDOW_MILLIS = 600_000;
  private static final long MILLIS_MAX = Long.MAX_VALUE / NANOS_PER_MILLI / 4;
  private static final double DEFAULT_QUANTILE = 0.95;

  static MonitorArguments read(Exchange exchange, long now) {
    List<String> services =
        exchange.arguments("service").stream().filter(name -> !name.isEmpty()).toList();
    if (services.isEmpty()) {
      throw VestigeException.invalidInput("please provide at least one service name");
    }
    long end = millis(exchange, "endTs", now / NANOS_PER_MILLI);
    long lookback = millis(exchange, "lookback", DEFAULT_LOOKBACK_MILLIS);
    TimeRange range = new TimeRange((end - lookback) * NANOS_PER_MILLI, end * NANOS_PER_MILLI);
    long step = wholeMinutes(millis(exchange, "step", 0));
    if (lookback * NANOS_PER_MILLI / step > POINTS_MAX) {
      throw VestigeException.invalidInput(
          "more than " + POINTS_MAX + " points were asked for; use a longer `step`");
    }
    return new MonitorArguments(
        services,
        NumberArguments.flag(exchange, "groupByOperation"),
        range,
        step,
        wholeMinutes(millis(exchange, "ratePer", DEFAULT_WINDOW_MILLIS)),
        kinds(exchange.arguments("spanKind")),
        quantile(exchange.argument("quantile").orElse("")));
  }

  private static long millis(Exchange exchange, String name, long otherwise) {
    long millis = NumberArguments.number(exchange, name, otherwise);
    if (millis < 0 || millis > MILLIS_MAX) {
      throw VestigeException.invalidInput(
          "the argument `" + name + "` must be a number of milliseconds, found " + millis);
    }
    return millis;
  }

  private static long wholeMinutes(long millis) {
    long minutes = Math.max(1, Math.ceilDiv(millis * NANOS_PER_MILLI, RollupQuery.MINUTE_NANOS));
    return minutes * RollupQuery.MINUTE_NANOS;
  }

  private static List<Integer> kinds(List<String> words) {
    List<Integer> kinds = new ArrayList<>();
    for (String word : words.isEmpty() ? List.of("server") : words) {
      String plain = word.toLowerCase(Locale.ROOT).replace("span_kind_", "");
      kinds.add(
          SpanKind.of(plain.equals("unspecified") ? "" : plain)
              .orElseThrow(
                  () -> VestigeException.invalidInput("unsupported span kind: '" + word + "'")));
    }
    return kinds;
  }

  private static double quantile(String text) {
    try {
      double quantile = text.isEmpty() ? DEFAULT_QUANTILE : Double.parseDouble(text);
      if (quantile >= 0 && quantile <= 1) {
        return quantile;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw VestigeException.invalidInput(
        "the argument `quantile` must be between 0 and 1, found `" + text + "`");
  }

  /// The range of everything that some point looks at.
  TimeRange looked() {
    return new TimeRange(range.fromNanos() - windowNanos, range.toNanos());
  }

  double windowSeconds() {
    return (double) windowNanos / Durations.NANOS_PER_SECOND;
  }
}
