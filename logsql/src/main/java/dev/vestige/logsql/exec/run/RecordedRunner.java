package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.storage.SearchStatistics;
import java.util.function.Supplier;

/// Leaves an event of each query in a flight recording, when one runs that wants it.
public final class RecordedRunner implements QueryRunner {
  private final QueryRunner runner;

  public RecordedRunner(QueryRunner runner) {
    this.runner = runner;
  }

  @Override
  public SearchStatistics run(Query query, RunContext context, BlockSink output) {
    return recorded(query, context, () -> runner.run(query, context, output));
  }

  @Override
  public SearchStatistics gather(Query query, RunContext context, GatheredSink output) {
    return recorded(query, context, () -> runner.gather(query, context, output));
  }

  private static SearchStatistics recorded(
      Query query, RunContext context, Supplier<SearchStatistics> run) {
    QueryEvent event = new QueryEvent();
    event.begin();
    SearchStatistics statistics = SearchStatistics.NONE;
    try {
      statistics = run.get();
      event.isAnswered = true;
      return statistics;
    } finally {
      event.end();
      if (event.shouldCommit()) {
        event.query = query.toString();
        event.tenants = context.tenants().toString();
        event.rowsVisited = statistics.rowsVisited();
        event.blocksVisited = statistics.blocksVisited();
        event.blocksSkipped = statistics.blocksSkipped();
        event.bytesRead = statistics.bytesRead();
        event.commit();
      }
    }
  }

  @Override
  public SearchStatistics explain(
      Query query, RunContext context, ExplainMode mode, BlockSink output) {
    return runner.explain(query, context, mode, output);
  }

  @Override
  public int workers() {
    return runner.workers();
  }
}
