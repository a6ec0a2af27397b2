package dev.vestige.select.logsql;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.FieldHiding;
import dev.vestige.logsql.analyze.TimeBounds;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.value.Durations;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.TimeArguments;
import java.util.ArrayList;
import java.util.List;

/// What a request to a LogsQL endpoint asks.
///
/// @param query as it was sent, but that its filters do not see hidden fields
/// @param hidden fields that neither answers nor filters may see
/// @param context for whom and within which bounds
/// @param timeNanos what relative times in the query count from
public record AskedQuery(Query query, FieldHiding hidden, RunContext context, long timeNanos) {

  public static AskedQuery read(Exchange exchange, QueryBounds bounds) {
    return read(exchange, exchange.argument("query").orElse(""), bounds);
  }

  /// The same with the text of the query given.
  static AskedQuery read(Exchange exchange, String text, QueryBounds bounds) {
    long now = bounds.now();
    long time = TimeArguments.now(exchange, now);
    // A relative time ends just before the time it counts from: `_time:1d` at midnight is one day.
    ParseOptions options =
        ParseOptions.at(time - 1).withCharactersMax(bounds.options().queryCharactersMax());
    if (text.isBlank()) {
      throw VestigeException.invalidInput("the argument `query` is missing");
    }
    TimeRange range = TimeArguments.range(exchange, now);
    Query query = LogsQl.parse(text, options);
    checkRange(range, query.filter(), now, bounds.options().queryRangeNanosMax());
    FieldHiding hidden = HiddenFields.of(exchange);
    Filter extra = hidden.filter(ExtraFilters.of(exchange, options));
    return new AskedQuery(
        hidden(query, hidden), hidden, bounds.context(exchange, range, extra), time);
  }

  private static Query hidden(Query query, FieldHiding hidden) {
    return hidden.patterns().isEmpty()
        ? query
        : new Query(query.options(), hidden.filter(query.filter()), hidden.pipes(query.pipes()));
  }

  private static void checkRange(TimeRange asked, Filter filter, long now, long nanosMax) {
    if (nanosMax <= 0) {
      return;
    }
    TimeRange range = TimeBounds.of(filter).intersect(asked);
    long to = Math.min(range.toNanos(), now);
    if (!range.isEmpty() && (range.fromNanos() < 0 || to - range.fromNanos() > nanosMax)) {
      throw VestigeException.invalidInput(
          "the query covers a longer time than %s, which -search.maxQueryTimeRange allows; narrow"
                  .formatted(Durations.format(nanosMax))
              + " `start` and `end` or use a _time filter");
    }
  }

  /// The query, with what must be hidden hidden.
  public Query whole() {
    return with(query.pipes());
  }

  /// The stored rows of the query, with other pipes.
  public Query with(Pipe pipe) {
    return with(List.of(pipe));
  }

  public Query with(List<Pipe> pipes) {
    List<Pipe> all = new ArrayList<>();
    if (!hidden.patterns().isEmpty()) {
      all.add(hidden.deletion());
    }
    all.addAll(pipes);
    return new Query(query.options(), query.filter(), all);
  }

  /// The same question about steps of time.
  AskedQuery inSteps(long stepNanos) {
    return new AskedQuery(query, hidden, context.withStep(stepNanos), timeNanos);
  }
}
