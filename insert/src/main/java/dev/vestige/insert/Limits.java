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

  /// Streams that are remembered so that they are not taken for new: 20 MB. A store that has more
  /// should have fewer.
  static final int STREAMS_KNOWN_MAX = 200_000;

  /// Pairs of span name and service name in a batch that are told apart by a bit each: 128 KiB.
  static final int STREAM_PAIRS_MAX = 1 << 20;

  private Limits() {}
}
