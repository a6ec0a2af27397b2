package dev.vestige.logsql.pipe;

/// What `join` does with rows that have no partner.
public enum JoinKind {
  /// They pass unchanged.
  LEFT,
  /// `inner`: they are dropped.
  INNER
}
