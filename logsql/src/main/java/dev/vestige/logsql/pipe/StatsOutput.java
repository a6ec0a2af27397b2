package dev.vestige.logsql.pipe;

/// What a `stats` pipe puts into its result columns.
public enum StatsOutput {
  /// `stats`: the results as text.
  RESULTS,
  /// `stats_remote`: binary states that another node merges. Understood only in queries from
  /// another node.
  STATES
}
