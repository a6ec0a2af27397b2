package dev.vestige.select.trace;

import dev.vestige.storage.TraceId;

/// A trace that a search found.
///
/// @param newestNanos the end of its last matching span
public record FoundTrace(TraceId id, long newestNanos) implements Comparable<FoundTrace> {
  /// The newest first; traces of the same instant by id, so that pages never overlap.
  @Override
  public int compareTo(FoundTrace other) {
    int byTime = Long.compare(other.newestNanos, newestNanos);
    return byTime != 0 ? byTime : id.compareTo(other.id);
  }
}
