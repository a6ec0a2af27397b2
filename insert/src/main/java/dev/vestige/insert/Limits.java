package dev.vestige.insert;

/// The bounds of the doors in that no flag moves, each with its reason.
final class Limits {
  /// Workspaces kept for the next request: more are at work at once only under a flood, and are
  /// made again then.
  static final int IDLE_WORKSPACES_MAX = 16;

  /// Bytes of a workspace that is worth keeping: a few times what a usual request needs.
  static final long IDLE_WORKSPACE_BYTES_MAX = 16L << 20;

  /// Spans of a debug request that are written to the log.
  static final int DEBUG_SPANS_MAX = 100;

  /// Seconds after which a refused client is asked to come back: one group commit and one round of
  /// its own batching later.
  static final int RETRY_AFTER_SECONDS = 1;

  private Limits() {}
}
