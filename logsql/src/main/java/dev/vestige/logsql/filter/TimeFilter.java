package dev.vestige.logsql.filter;

import dev.vestige.logsql.value.Timestamps;

/// `_time:...`: rows whose `_time` lies between two instants, both inclusive, nanoseconds since the
/// epoch. Relative forms (`5m`, `>1d`, `... offset 1h`) are resolved when the query is parsed.
///
/// On rows that computed or dropped their `_time` the filter reads the text of the field; a row
/// without a readable time does not match.
///
/// @param minNanos the first matching nanosecond; `Long.MIN_VALUE` without a lower end
/// @param maxNanos the last matching nanosecond; `Long.MAX_VALUE` without an upper end; smaller
///   than `minNanos` when nothing can match
/// @param text what stands after `_time:`, offset included, such that parsing it again at the same
///   time gives the same bounds
public record TimeFilter(long minNanos, long maxNanos, String text) implements Filter {

  /// The rows between two instants, both inclusive. Where one of them is earlier or later than any
  /// time the language can write, so is no row.
  ///
  /// @throws IllegalArgumentException when the interval has neither a lower nor an upper end
  public static TimeFilter between(long minNanos, long maxNanos) {
    boolean hasMin = minNanos > Timestamps.EARLIEST;
    boolean hasMax = maxNanos < Timestamps.LATEST;
    long min = Math.min(minNanos, Timestamps.LATEST);
    long max = Math.max(maxNanos, Timestamps.EARLIEST);
    if (hasMin && hasMax) {
      String text = "[" + Timestamps.formatFull(min) + "," + Timestamps.formatFull(max) + "]";
      return new TimeFilter(min, max, text);
    }
    if (hasMin) {
      return new TimeFilter(min, Long.MAX_VALUE, ">=" + Timestamps.formatFull(min));
    }
    if (hasMax) {
      return new TimeFilter(Long.MIN_VALUE, max, "<=" + Timestamps.formatFull(max));
    }
    throw new IllegalArgumentException("neither end: " + minNanos + ", " + maxNanos);
  }
}
