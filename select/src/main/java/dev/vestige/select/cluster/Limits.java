package dev.vestige.select.cluster;

/// The bounds of questions between nodes, each with its reason.
final class Limits {
  /// Bytes of a question: a query, and the values of the queries inside it.
  static final int QUESTION_BYTES_MAX = 256 << 20;

  /// Bytes of a piece of an answer, packed or not: one block of rows, or the spans of one trace
  /// from one place.
  static final int PIECE_BYTES_MAX = 128 << 20;

  /// Rows of a block.
  static final int BLOCK_ROWS_MAX = 1 << 24;

  /// Columns of a block, fields of a question: more than a block of rows with most fields has.
  static final int COLUMNS_MAX = 1 << 20;

  /// Tenants, traces and queries inside a query.
  static final int LIST_MAX = 1 << 20;

  /// Traces that are asked for at once: their spans are held until all nodes have answered.
  static final int TRACES_ASKED_MAX = 32;

  /// Pieces below this size are not compressed, bytes.
  static final int PACKED_BYTES_MIN = 512;

  /// A level that looks for repeated texts only. Level 1 makes states of numbers a twentieth
  /// smaller for ten times as long, and texts a seventh for a little longer.
  static final int ZSTD_LEVEL = -1;

  /// After so long without a piece a node says that it is at work, milliseconds.
  static final long PULSE_MILLIS = 500;

  /// How long a node may say nothing before it counts as gone, milliseconds: a pause of a machine
  /// or of a garbage collection is shorter.
  static final long SILENCE_MILLIS_MAX = 10_000;

  /// The same for a node that was silent lately, when the others are enough: each answer would come
  /// late otherwise.
  static final long SUSPECT_SILENCE_MILLIS_MAX = 2_000;

  /// Bytes of the spans of the traces of one question that are held at once.
  static final long SPANS_BYTES_MAX = 512L << 20;

  /// Calls without a known caller, of all nodes together; a node has a bound like this for its own.
  static final int OPEN_CALLS_MAX = 500_000;

  private Limits() {}
}
