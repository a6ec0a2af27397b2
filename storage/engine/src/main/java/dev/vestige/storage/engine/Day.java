package dev.vestige.storage.engine;

import dev.vestige.base.TimeRange;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/// One UTC day of span end times: the unit of retention.
record Day(long epochDay) implements Comparable<Day> {
  private static final long NANOS = 86_400_000_000_000L;

  static Day of(long nanos) {
    return new Day(Math.floorDiv(nanos, NANOS));
  }

  static Day parse(String name) {
    return new Day(LocalDate.parse(name, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay());
  }

  TimeRange range() {
    return new TimeRange(epochDay * NANOS, epochDay * NANOS + NANOS - 1);
  }

  boolean contains(long nanos) {
    return Math.floorDiv(nanos, NANOS) == epochDay;
  }

  @Override
  public int compareTo(Day other) {
    return Long.compare(epochDay, other.epochDay);
  }

  /// `YYYYMMDD`, the name of the day's directory.
  @Override
  public String toString() {
    return LocalDate.ofEpochDay(epochDay).format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
