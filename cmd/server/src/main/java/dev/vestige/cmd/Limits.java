package dev.vestige.cmd;

/// The bounds of the process.
final class Limits {
  /// Requests that may wait at a gate. Each keeps a connection and some kilobytes; more than these
  /// would not get their turn before they time out anyway.
  static final int GATE_QUEUE_MAX = 1_000;

  private Limits() {}
}
