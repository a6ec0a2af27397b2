package dev.vestige.cmd.doctor;

/// From where on the doctor worries.
final class Limits {
  /// A server with some hundred parts of some dozen columns and as many connections stays below.
  static final long OPEN_FILES_MIN = 65_536;

  /// Below it queries over a day of a small shop run out of memory.
  static final long HEAP_BYTES_MIN = 256L << 20;

  /// Percent of the memory: with more for the heap, little is left of the page cache.
  static final int HEAP_PERCENT_MAX = 75;

  /// Percent of the disk. Merges write the new part before the old ones go.
  static final int DISK_FREE_PERCENT_MIN = 10;

  /// How far ahead of the clock a file may be: clocks of file servers differ a little.
  static final int CLOCK_AHEAD_SECONDS_MAX = 60;

  /// How long a storage node may take to answer a connection.
  static final int CONNECT_MILLIS_MAX = 3_000;

  private Limits() {}
}
