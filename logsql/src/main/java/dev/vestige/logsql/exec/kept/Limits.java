package dev.vestige.logsql.exec.kept;

/// The bounds of this package, each with its reason.
final class Limits {
  /// Rows of one block that is handed on: the next stages work on whole columns.
  static final int BLOCK_ROWS_MAX = 4096;

  /// Bytes after which a block is handed on before it is full.
  static final int BLOCK_BYTES_MAX = 4 << 20;

  /// Rows that a column has room for at first: most answers are small.
  static final int COLUMN_ROWS_MIN = 16;

  /// Bytes that are reserved at once of what a query may take.
  static final int RESERVED_STEP_BYTES = 1 << 20;

  private Limits() {}
}
