package dev.vestige.logsql.pipe;

/// What `stats` and `facets` put into their result columns.
public enum StatsOutput {
  /// The results as text.
  RESULTS,
  /// `stats_remote`, `facets_remote`: what another node merges. Understood only in queries from
  /// another node.
  STATES
}
