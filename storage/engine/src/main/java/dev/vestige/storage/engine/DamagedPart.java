package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.storage.part.PartSummary;

/// A part that the manifest names and that cannot be opened. It keeps its place, so that what is
/// missing can be told, until its day is dropped or detached.
///
/// @param reason what is wrong with the file
record DamagedPart(Day day, PartSummary summary, String reason) {
  boolean overlaps(TimeRange range) {
    return range.overlaps(summary.minTimeNanos(), summary.maxTimeNanos());
  }

  /// The answer to a search that would have to look into it.
  VestigeException unavailable() {
    return new VestigeException(
        ErrorKind.UNAVAILABLE,
        "part "
            + day
            + "/"
            + summary.name()
            + " with "
            + summary.rows()
            + " spans cannot be read; restore it from a snapshot, or detach partition "
            + day
            + " to do without it: "
            + reason);
  }
}
