package dev.vestige.select;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.Pipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Answers LogsQL queries over HTTP.
public final class LogsQlEndpoints {
  private final QueryRunner runner;
  private final SelectOptions options;

  public LogsQlEndpoints(QueryRunner runner, SelectOptions options) {
    this.runner = runner;
    this.options = options;
  }

  /// `/select/logsql/query`: the rows as lines of JSON, written while the scan runs.
  public void query(Exchange exchange) throws IOException {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    TimeRange range = TimeArguments.range(exchange, now);
    Query query =
        LogsQl.parse(
            exchange
                .argument("query")
                .filter(text -> !text.isBlank())
                .orElseThrow(
                    () -> VestigeException.invalidInput("the argument `query` is missing")),
            ParseOptions.at(TimeArguments.now(exchange, now))
                .withCharactersMax(options.queryCharactersMax()));
    Cancellation cancellation = Cancellation.afterMillis(options.queryMillisMax());
    exchange.cancellation().onCancel(cancellation::cancel);
    RunContext context =
        new RunContext(
            List.of(exchange.tenant()),
            range,
            cancellation,
            new MemoryBudget(options.queryMemoryBytesMax()));
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
      List<Pipe> pipes = new ArrayList<>(query.pipes());
      pipes.add(new LimitPipe(limit));
      return new Query(query.options(), query.filter(), pipes);
    } catch (NumberFormatException _) {
      throw VestigeException.invalidInput(
          "the argument `limit` must be a whole number, got `" + text + "`");
    }
  }
}
