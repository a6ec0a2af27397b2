package dev.vestige.storage;

/// The place of a trace in a list of traces: by falling end of its last matching span, then by id.
/// Does not change when spans of other traces come in, so that a list can go on behind it later.
public record TracePosition(long endNanos, TraceId trace) implements Comparable<TracePosition> {
  @Override
  public int compareTo(TracePosition other) {
    int byEnd = Long.compare(other.endNanos, endNanos);
    return byEnd != 0 ? byEnd : trace.compareTo(other.trace);
  }
}
