package dev.vestige.logsql.exec;

import dev.vestige.logsql.Query;
import dev.vestige.storage.SearchStatistics;

/// Answers queries.
public interface QueryRunner {
  /// Passes the rows of the answer to the output, which several workers may call at once, and
  /// finishes it.
  SearchStatistics run(Query query, RunContext context, BlockSink output);

  /// Passes rows to the output that say how the query runs, a row per step.
  SearchStatistics explain(Query query, RunContext context, ExplainMode mode, BlockSink output);

  /// As [#run], for an output that nodes of a cluster can fill where the rows are.
  default SearchStatistics gather(Query query, RunContext context, GatheredSink output) {
    return run(query, context, output);
  }

  /// How many workers call an output.
  int workers();
}
