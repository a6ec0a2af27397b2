package dev.vestige.storage;

/// The durations of the spans that ended in the step that begins at a time. The histogram belongs
/// to the point and is not changed.
public record DurationPoint(long timeNanos, DurationHistogram durations) {}
