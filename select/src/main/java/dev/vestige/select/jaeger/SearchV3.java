package dev.vestige.select.jaeger;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.select.request.GoDuration;
import dev.vestige.select.trace.TraceSearch;
import dev.vestige.storage.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads the arguments of a search in the third version of Jaeger's API, each in the spelling of
/// its field and in that of protobuf. Without a service, spans of all services are looked at.
final class SearchV3 {
  private static final int DEFAULT_DEPTH = 100;

  private SearchV3() {}

  static TraceSearch search(Exchange exchange, int tracesMax, long now) {
    List<Filter> filters = new ArrayList<>();
    String service = argument(exchange, "serviceName", "service_name");
    if (!service.isEmpty()) {
      filters.add(new ExactFilter(Streams.SERVICE_FIELD, service));
    }
    String operation = argument(exchange, "operationName", "operation_name");
    if (!operation.isEmpty()) {
      filters.add(new ExactFilter(Streams.NAME_FIELD, operation));
    }
    filters.addAll(
        SearchArguments.durations(
            duration(exchange, "durationMin", "duration_min"),
            duration(exchange, "durationMax", "duration_max")));
    filters.addAll(
        TagFilters.parse("query.attributes", argument(exchange, "attributes", "attributes")));
    return new TraceSearch(
        SearchArguments.checked(Filter.and(filters), now),
        depth(exchange, tracesMax),
        SearchArguments.cursor(exchange));
  }

  private static String argument(Exchange exchange, String name, String alias) {
    return exchange
        .argument("query." + name)
        .or(() -> exchange.argument("query." + alias))
        .orElse("");
  }

  private static OptionalLong duration(Exchange exchange, String name, String alias) {
    String text = argument(exchange, name, alias);
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(GoDuration.nanos("query." + name, text));
  }

  private static int depth(Exchange exchange, int tracesMax) {
    String text = argument(exchange, "searchDepth", "search_depth");
    if (text.isEmpty()) {
      text = argument(exchange, "numTraces", "num_traces");
    }
    try {
      int depth = text.isEmpty() ? DEFAULT_DEPTH : Integer.parseInt(text);
      if (depth >= 0) {
        return Math.min(depth, tracesMax);
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw VestigeException.invalidInput(
        "the argument `query.searchDepth` must be a whole number, found `" + text + "`");
  }

  static TimeRange range(Exchange exchange) {
    return new TimeRange(
        time(exchange, "startTimeMin", "start_time_min"),
        time(exchange, "startTimeMax", "start_time_max"));
  }

  private static long time(Exchange exchange, String name, String alias) {
    String text = argument(exchange, name, alias);
    // A plus sign of a zone that was sent without an escape arrives as a blank.
    long nanos = Timestamps.parse(text.replace(' ', '+'));
    if (nanos == Timestamps.NONE) {
      throw VestigeException.invalidInput(
          "the argument `query.%s` must be a time as in RFC 3339, found `%s`"
              .formatted(name, text));
    }
    return nanos;
  }
}
