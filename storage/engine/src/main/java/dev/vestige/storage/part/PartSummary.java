package dev.vestige.storage.part;

/// What a manifest knows of a part.
public record PartSummary(
    String name, long rows, long traces, long minTimeNanos, long maxTimeNanos, long sizeBytes) {
  /// The same part under another name.
  public PartSummary withName(String newName) {
    return new PartSummary(newName, rows, traces, minTimeNanos, maxTimeNanos, sizeBytes);
  }
}
