package dev.vestige.storage;

/// What a node that keeps spans knows of where spans were placed. It survives crashes. Safe for use
/// by many threads.
public interface PlacementNotes {
  Placements known();

  /// Adds what somebody else knows; it is durable when this returns.
  ///
  /// @return all that is known then
  Placements learn(Placements more);

  /// Notes that spans come here of which nobody has noted where they were placed.
  void unplaced(SpanBatch batch);
}
