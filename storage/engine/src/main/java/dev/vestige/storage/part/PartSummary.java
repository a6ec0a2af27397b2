package dev.vestige.storage.part;

/// What a manifest knows of a part.
public record PartSummary(
    String name, long rows, long traces, long minTimeNanos, long maxTimeNanos, long sizeBytes) {}
