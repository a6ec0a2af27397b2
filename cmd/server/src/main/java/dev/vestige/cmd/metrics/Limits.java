package dev.vestige.cmd.metrics;

/// The bounds of self-observation.
final class Limits {
  /// Bytes read of a file below /proc; the largest of those read has some kilobytes.
  static final int PROC_FILE_BYTES_MAX = 65_536;

  /// How long an address that metrics are posted to may take to connect, and to answer.
  static final int PUSH_TIMEOUT_MILLIS = 10_000;

  /// Bytes of the answer to posted metrics that are read for the log.
  static final int PUSH_ANSWER_BYTES_MAX = 1_000;

  private Limits() {}
}
