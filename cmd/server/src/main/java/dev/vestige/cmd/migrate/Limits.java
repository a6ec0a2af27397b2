package dev.vestige.cmd.migrate;

/// The bounds of imports.
final class Limits {
  /// Spans of one request to the node that gets them.
  static final int BATCH_SPANS_MAX = 1_000;

  /// Characters of names and values of one request, about; nodes take 64 MiB.
  static final int BATCH_CHARS_MAX = 8 << 20;

  /// Spans that are copied before they are counted. Their ids are in memory meanwhile.
  static final int SLICE_SPANS_MAX = 100_000;

  /// A slice of time that is not cut further, however many spans it holds.
  static final long SLICE_NANOS_MIN = 1_000_000;

  /// How often a request is sent that the node refuses for now, and the first wait between.
  static final int TRIES_MAX = 8;

  static final long RETRY_WAIT_MILLIS = 500;

  private Limits() {}
}
