package dev.vestige.logsql.exec.trace;

/// The bounds of this package, each with its reason.
final class Limits {
  /// Spans of one trace that is put together: its tree is made in one piece, and what has more is
  /// no trace that anybody could look at.
  static final int TRACE_SPANS_MAX = 1_000_000;

  /// Traces that are held at once, whatever memory there is: their numbers are the index of arrays.
  static final int TRACES_MAX = 10_000_000;

  /// Bytes that a held span takes: ids, times, numbers of its names, its place.
  static final int SPAN_BYTES = 64;

  /// Bytes that a kept row takes besides its values.
  static final int ROW_BYTES = 32;

  /// Bytes that a span takes while its trace is put together.
  static final int TREE_BYTES = 160;

  /// Traces that are named when their rows are asked for again: with so many, most blocks hold one
  /// of them.
  static final int LISTED_TRACES_MAX = 10_000;

  /// Bytes of a path or a shape; what is longer is cut, and a shape then ends in a hash of the
  /// whole.
  static final int TEXT_BYTES_MAX = 4096;

  /// Rows of one block that is handed on.
  static final int BLOCK_ROWS_MAX = 4096;

  /// Traces between two looks at the cancellation.
  static final int TRACES_PER_CHECK = 256;

  private Limits() {}
}
