package dev.vestige.select.trace;

/// The bounds of searches for traces, each with its reason.
final class Limits {
  /// Traces that one step of a search may ask a node for: what a page has is far less.
  static final int TRACES_MAX = 1 << 20;

  private Limits() {}
}
