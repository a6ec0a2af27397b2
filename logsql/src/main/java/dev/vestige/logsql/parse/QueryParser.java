package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import java.util.ArrayList;
import java.util.List;

/// Whole queries: `options(...) filter | pipe | pipe`.
public final class QueryParser {
  private final Cursor cursor;
  private final FilterParser filters;
  private final PipeParser pipes;

  private QueryParser(Cursor cursor) {
    this.cursor = cursor;
    this.filters = new FilterParser(cursor, this);
    this.pipes = new PipeParser(cursor, this);
  }

  public static Query parse(String text, ParseOptions options) {
    QueryParser parser = open(text, options);
    Query query = parser.query();
    parser.expectEnd();
    return query;
  }

  public static Filter parseFilter(String text, ParseOptions options) {
    QueryParser parser = open(text, options);
    Filter filter = parser.filter();
    if (parser.cursor.at("|")) {
      throw parser.cursor.error(parser.cursor.token(), "a filter is expected here, without pipes");
    }
    parser.expectEnd();
    return filter;
  }

  private static QueryParser open(String text, ParseOptions options) {
    if (text.length() > options.charactersMax()) {
      throw new ParseException(
          text,
          options.charactersMax(),
          "the query has "
              + text.length()
              + " characters, more than the allowed "
              + options.charactersMax()
              + "; -search.maxQueryLen may allow more");
    }
    return new QueryParser(new Cursor(text, options));
  }

  private void expectEnd() {
    if (!cursor.token().isEnd()) {
      throw cursor.error(cursor.token(), "unexpected " + cursor.token().described());
    }
  }

  /// A query up to a closing parenthesis or the end.
  Query query() {
    QueryOptions outer = cursor.queryOptions();
    QueryOptions options = new OptionsParser(cursor).parse(outer);
    cursor.queryOptions(options);
    Filter filter = filter();
    List<Pipe> parsed = cursor.accept("|") ? pipes() : List.of();
    cursor.queryOptions(outer);
    return assembled(options, filter, parsed);
  }

  /// `(query)`.
  Query queryInParentheses(String what) {
    cursor.expect("(", "in front of the query of " + what);
    cursor.enter();
    Query query = query();
    cursor.leave();
    cursor.expect(")", "behind the query of " + what);
    return query;
  }

  private List<Pipe> pipes() {
    List<Pipe> parsed = new ArrayList<>();
    do {
      Token start = cursor.token();
      Pipe pipe = pipes.pipe();
      boolean context = pipe instanceof StreamContextPipe;
      if (context && !parsed.stream().allMatch(FilterPipe.class::isInstance)) {
        throw cursor.error(start, "`stream_context` must directly follow the filter");
      }
      parsed.add(pipe);
      cursor.checkSize(parsed.size(), Limits.PIPES_MAX, "pipes");
    } while (cursor.accept("|"));
    return parsed;
  }

  /// `stream_context` belongs to the filter of the query; filters between the two become part of
  /// it.
  private static Query assembled(QueryOptions options, Filter filter, List<Pipe> pipes) {
    int context = 0;
    while (context < pipes.size() && pipes.get(context) instanceof FilterPipe) {
      context++;
    }
    if (context == 0 || context == pipes.size()) {
      return new Query(options, filter, pipes);
    }
    if (!(pipes.get(context) instanceof StreamContextPipe)) {
      return new Query(options, filter, pipes);
    }
    List<Filter> all = new ArrayList<>();
    all.add(filter);
    pipes.subList(0, context).forEach(pipe -> all.add(((FilterPipe) pipe).filter()));
    return new Query(options, Filter.and(all), pipes.subList(context, pipes.size()));
  }

  /// A filter that starts a query, a pipe or a condition.
  Filter filter() {
    return filters.start();
  }
}
