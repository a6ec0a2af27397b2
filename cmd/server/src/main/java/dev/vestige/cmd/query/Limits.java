package dev.vestige.cmd.query;

/// The bounds of the command `query`.
final class Limits {
  /// Rows that share one table: they are kept until its columns are known.
  static final int TABLE_ROWS_MAX = 500;

  /// Characters of a cell; the rest of a longer value is left out. The other formats have all.
  static final int CELL_CHARS_MAX = 80;

  private Limits() {}
}
