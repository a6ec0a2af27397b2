package dev.vestige.select.trace;

/// The bounds of searches for traces, each with its reason.
final class Limits {
  /// Rows that are asked for at once: some hundred bytes each, and as many traces at most that may
  /// end in the same nanosecond.
  static final int ROWS_MAX = 1 << 16;

  private Limits() {}
}
