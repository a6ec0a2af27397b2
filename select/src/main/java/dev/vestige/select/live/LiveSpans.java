package dev.vestige.select.live;

/// Shows rows as they come in. Thread-safe.
public interface LiveSpans {
  /// Passes on the rows of a query, the recent ones first, until the question is at its end.
  ///
  /// @throws dev.vestige.base.VestigeException RESOURCE_EXHAUSTED when more comes in than is taken
  void follow(LiveQuestion question, LiveRows rows);
}
