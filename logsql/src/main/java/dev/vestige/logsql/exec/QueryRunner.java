package dev.vestige.logsql.exec;

import dev.vestige.logsql.Query;
import dev.vestige.storage.SearchStatistics;

/// Answers queries.
public interface QueryRunner {
  /// Passes the rows of the answer to the output, which several workers may call at once, and
  /// finishes it.
  SearchStatistics run(Query query, RunContext context, BlockSink output);

  /// How many workers call an output.
  int workers();
}
