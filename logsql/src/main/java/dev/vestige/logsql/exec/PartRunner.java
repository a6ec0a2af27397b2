package dev.vestige.logsql.exec;

import dev.vestige.storage.SearchStatistics;

/// Answers what another node asks.
public interface PartRunner {
  /// Passes the rows of the answer to the output, which several workers may call at once, and
  /// finishes it.
  ///
  /// @throws dev.vestige.base.VestigeException INVALID_INPUT when the part has not as many answers
  ///   as its query has queries inside
  SearchStatistics run(QueryPart part, RunContext context, BlockSink output);

  /// As [#run], for an output that nodes of a cluster can fill where the rows are.
  default SearchStatistics gather(QueryPart part, RunContext context, GatheredSink output) {
    return run(part, context, output);
  }

  /// How many workers call an output.
  int workers();
}
