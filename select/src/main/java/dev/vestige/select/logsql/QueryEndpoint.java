package dev.vestige.select.logsql;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.NewestRows;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.TimeArguments;
import java.io.IOException;

/// `/select/logsql/query`: the rows as lines of JSON, written while the scan runs.
final class QueryEndpoint implements Endpoint {
  private final QueryRunner runner;
  private final QueryBounds bounds;

  QueryEndpoint(QueryRunner runner, QueryBounds bounds) {
    this.runner = runner;
    this.bounds = bounds;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    long now = bounds.now();
    Query query =
        LogsQl.parse(
            exchange
                .argument("query")
                .filter(text -> !text.isBlank())
                .orElseThrow(
                    () -> VestigeException.invalidInput("the argument `query` is missing")),
            ParseOptions.at(TimeArguments.now(exchange, now))
                .withCharactersMax(bounds.options().queryCharactersMax()));
    RunContext context = bounds.context(exchange, TimeArguments.range(exchange, now));
    RowStream rows = new RowStream(exchange, runner.workers());
    try {
      runner.run(limited(query, exchange), context, rows);
      rows.close();
    } catch (RuntimeException e) {
      rows.abort();
      throw e;
    }
  }

  private static Query limited(Query query, Exchange exchange) {
    String text = exchange.argument("limit").orElse("");
    if (text.isEmpty()) {
      return query;
    }
    try {
      long limit = Long.parseLong(text);
      if (limit <= 0) {
        return query;
      }
      return NewestRows.of(query, limit);
    } catch (NumberFormatException _) {
      throw VestigeException.invalidInput(
          "the argument `limit` must be a whole number, got `" + text + "`");
    }
  }
}
