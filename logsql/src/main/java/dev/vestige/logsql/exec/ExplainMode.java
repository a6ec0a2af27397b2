package dev.vestige.logsql.exec;

/// What is told about a query instead of its answer.
public enum ExplainMode {
  /// How it would run.
  PLAN,
  /// How it ran: its rows are dropped, and counted on their way.
  ANALYZE
}
