package dev.vestige.select.trace;

import dev.vestige.base.VestigeException;
import dev.vestige.storage.TraceId;
import java.util.Optional;

/// Where a page of traces ended. Spans that come in later end after `endNanos`, where the first
/// page was cut, so they move no trace from one page to another.
///
/// @param endNanos the end of the time range of the first page
/// @param last the last trace of the page
public record TraceCursor(long endNanos, FoundTrace last) {
  /// `END.NEWEST.TRACE_ID`, times in nanoseconds.
  public static TraceCursor parse(String text) {
    String[] parts = text.split("\\.", -1);
    Optional<TraceId> id = parts.length == 3 ? TraceId.parse(parts[2]) : Optional.empty();
    if (id.isEmpty()) {
      throw unreadable(text);
    }
    try {
      return new TraceCursor(
          Long.parseLong(parts[0]), new FoundTrace(id.get(), Long.parseLong(parts[1])));
    } catch (NumberFormatException _) {
      throw unreadable(text);
    }
  }

  private static VestigeException unreadable(String text) {
    return VestigeException.invalidInput(
        "the argument `cursor` must come from the page before, found `" + text + "`");
  }

  @Override
  public String toString() {
    return endNanos + "." + last.newestNanos() + "." + last.id();
  }
}
