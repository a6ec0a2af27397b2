package dev.vestige.storage;

import java.util.List;

/// Spans of one service, name, kind and status over time.
///
/// @param kind OTLP's number of it, 0 for numbers that it does not have
/// @param status likewise; [StatusCode#ERROR] is an error
/// @param points by rising time, steps without spans left out
public record OperationSeries(
    String service, String operation, int kind, int status, List<DurationPoint> points) {}
