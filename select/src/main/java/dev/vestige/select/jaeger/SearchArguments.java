package dev.vestige.select.jaeger;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.RangeFilter;
import dev.vestige.logsql.filter.RegexpFilter;
import dev.vestige.logsql.value.Durations;
import dev.vestige.select.request.EpochText;
import dev.vestige.select.request.GoDuration;
import dev.vestige.select.request.NumberArguments;
import dev.vestige.select.trace.TraceCursor;
import dev.vestige.select.trace.TraceSearch;
import dev.vestige.storage.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the arguments of a search for traces. Every condition must hold on the same span.
final class SearchArguments {
  static final int DEFAULT_LIMIT = 20;

  private static final String DURATION = "duration";

  private SearchArguments() {}

  /// @param tracesMax a larger limit is cut to this
  static TraceSearch search(Exchange exchange, int tracesMax, long now) {
    String service = text(exchange, "service");
    if (service.isEmpty()) {
      throw VestigeException.invalidInput("service name is required: set the argument `service`");
    }
    List<Filter> filters = new ArrayList<>();
    filters.add(new ExactFilter(Streams.SERVICE_FIELD, service));
    String operation = text(exchange, "operation");
    if (!operation.isEmpty()) {
      filters.add(new ExactFilter(Streams.NAME_FIELD, operation));
    }
    filters.addAll(durations(duration(exchange, "minDuration"), duration(exchange, "maxDuration")));
    filters.addAll(TagFilters.parse("tags", text(exchange, "tags")));
    exchange.arguments("tag").forEach(tag -> filters.add(TagFilters.pair(tag)));
    return new TraceSearch(
        checked(Filter.and(filters), now), limit(exchange, tracesMax), cursor(exchange));
  }

  private static String text(Exchange exchange, String name) {
    return exchange.argument(name).orElse("");
  }

  static @Nullable TraceCursor cursor(Exchange exchange) {
    String text = text(exchange, "cursor");
    return text.isEmpty() ? null : TraceCursor.parse(text);
  }

  private static int limit(Exchange exchange, int tracesMax) {
    long limit = NumberArguments.number(exchange, "limit", DEFAULT_LIMIT);
    if (limit < 0) {
      throw VestigeException.invalidInput(
          "the argument `limit` must not be negative, found " + limit);
    }
    return (int) Math.min(limit, tracesMax);
  }

  private static OptionalLong duration(Exchange exchange, String name) {
    String text = text(exchange, name);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(GoDuration.nanos(name, text));
  }

  /// Both bounds are inclusive; 0 is none.
  static List<Filter> durations(OptionalLong min, OptionalLong max) {
    List<Filter> filters = new ArrayList<>();
    if (min.orElse(0) > 0) {
      long nanos = min.getAsLong();
      filters.add(new RangeFilter(DURATION, nanos, Double.POSITIVE_INFINITY, ">=" + nanos));
    }
    if (max.orElse(0) > 0) {
      long nanos = max.getAsLong();
      filters.add(new RangeFilter(DURATION, Double.NEGATIVE_INFINITY, nanos, "<=" + nanos));
    }
    return filters;
  }

  /// Regular expressions are checked by the language's own parser.
  static Filter checked(Filter filter, long now) {
    boolean hasPattern =
        filter instanceof RegexpFilter
            || (filter instanceof AndFilter and
                && and.filters().stream().anyMatch(RegexpFilter.class::isInstance));
    return hasPattern
        ? LogsQl.parse(
                new Query(QueryOptions.NONE, filter, List.of()).print(), ParseOptions.at(now))
            .filter()
        : filter;
  }

  /// From `start` to `end`, or from `lookback` before the end when there is no start.
  static TimeRange range(Exchange exchange, long now) {
    long end = EpochText.nanos("end", text(exchange, "end")).orElse(Long.MAX_VALUE);
    OptionalLong start = EpochText.nanos("start", text(exchange, "start"));
    if (start.isPresent()) {
      return new TimeRange(start.getAsLong(), end);
    }
    long lookback = Durations.parse(text(exchange, "lookback"));
    return lookback <= 0
        ? new TimeRange(Long.MIN_VALUE, end)
        : new TimeRange(Math.min(end, now) - lookback, end);
  }
}
