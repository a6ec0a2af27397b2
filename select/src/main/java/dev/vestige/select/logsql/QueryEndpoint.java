package dev.vestige.select.logsql;

import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.exec.NewestRows;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.select.request.NumberArguments;
import dev.vestige.select.request.QueryBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `/select/logsql/query`: the rows as lines of JSON, written while the scan runs. Thread-safe.
final class QueryEndpoint implements Endpoint {
  private static final String CONTENT_TYPE = "application/stream+json";
  private static final SortField OLDEST = new SortField(FieldNames.TIME, Direction.ASCENDING);

  private final QueryRunner runner;
  private final QueryBounds bounds;

  QueryEndpoint(QueryRunner runner, QueryBounds bounds) {
    this.runner = runner;
    this.bounds = bounds;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    Explain explain = Explain.of(exchange);
    AskedQuery asked = AskedQuery.read(exchange, explain.query(), bounds);
    Query query =
        limited(
            asked.whole(),
            NumberArguments.number(exchange, "limit", 0),
            NumberArguments.number(exchange, "offset", 0));
    boolean isScanned =
        explain.mode().isEmpty() && query.pipes().stream().allMatch(RowLocalPipes::contains);
    RowStream rows = new RowStream(exchange, CONTENT_TYPE, runner.workers(), isScanned);
    rows.close(
        explain.mode().isPresent()
            ? runner.explain(query, asked.context(), explain.mode().get(), rows)
            : runner.run(query, asked.context(), rows));
  }

  /// At most so many rows: where the query only picks rows the newest, and the oldest of them
  /// first.
  ///
  /// @param offset how many of the newest rows are passed over; counts with a limit only
  static Query limited(Query query, long limit, long offset) {
    if (limit <= 0) {
      return query;
    }
    Query cut = NewestRows.of(query, Math.max(0, offset), limit);
    List<Pipe> pipes = new ArrayList<>(cut.pipes());
    if (cut.pipes().getLast() instanceof SortPipe) {
      pipes.add(new SortPipe(List.of(OLDEST), Direction.ASCENDING, List.of(), 0, 0, null));
    }
    return new Query(query.options(), query.filter(), pipes);
  }
}
