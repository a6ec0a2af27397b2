package dev.vestige.storage.wal;

/// A segment that gets no more records; `lastSequence` is one below `firstSequence` when it has
/// none.
record Segment(
    String name, long firstSequence, long lastSequence, long sizeBytes, long createdNanos) {}
