package dev.vestige.select.logsql;

import dev.vestige.http.Exchange;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.request.ReadHeaders;
import dev.vestige.select.request.RowTable;
import dev.vestige.storage.SearchStatistics;
import java.io.IOException;
import java.util.List;

/// Runs queries whose answers are small, and answers with them as a whole. Thread-safe.
public record WholeAnswers(QueryRunner runner, QueryBounds bounds) {
  public AskedQuery read(Exchange exchange) {
    return AskedQuery.read(exchange, bounds);
  }

  /// The rows of a query's answer; what was read goes into the headers of the exchange's answer.
  public List<List<String>> rows(
      Exchange exchange, AskedQuery asked, Query query, List<String> columns) {
    long start = System.nanoTime();
    RowTable table = new RowTable(columns, asked.context().memory(), runner.workers());
    SearchStatistics read = runner.run(query, asked.context(), table);
    ReadHeaders.set(exchange, read, start);
    return table.rows();
  }

  public static void send(Exchange exchange, JsonAnswer.Part whole) throws IOException {
    JsonAnswer.send(exchange, 200, JsonAnswer.CONTENT_TYPE, whole);
  }

  /// The hits of a row; 0 where they are no number.
  public static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
