package dev.vestige.logsql.exec.order;

/// The bounds of this package, each with its reason.
final class Limits {
  /// Rows that wait to be sorted into the best ones, at least: sorting few at a time costs more per
  /// row.
  static final int PENDING_ROWS_MIN = 16;

  /// Rows that wait at most: what is kept of rows that will not be among the best.
  static final int PENDING_ROWS_MAX = 1 << 14;

  /// Joined rows of one block: a row may have any number of partners.
  static final int PAIRS_MAX = 1 << 16;

  /// Bytes that a kept row takes besides its values: the object and the heads of its arrays.
  static final int ROW_BYTES = 96;

  private Limits() {}
}
