package dev.vestige.logsql.pipe;

/// The order of sorted rows.
public enum Direction {
  ASCENDING,
  DESCENDING;

  public Direction reversed() {
    return this == ASCENDING ? DESCENDING : ASCENDING;
  }
}
