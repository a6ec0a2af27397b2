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

  /// The fastest level.
  static final int ZSTD_LEVEL = 1;

  private Limits() {}
}
