package dev.vestige.storage;

import java.util.List;

/// What a list tells of a trace; all of its spans count, also those that do not match.
///
/// @param position the trace's place in the list
/// @param startNanos when its first span began
/// @param endNanos when its last span ended
/// @param errors spans with the status code of an error
/// @param rootService the service of the earliest span without a parent, empty when there is none
/// @param rootName the name of that span
/// @param services of its spans, in order, those without one left out
public record TraceSummary(
    TracePosition position,
    long startNanos,
    long endNanos,
    long spans,
    long errors,
    String rootService,
    String rootName,
    List<String> services) {
  public TraceId trace() {
    return position.trace();
  }
}
