package dev.vestige.cmd.query;

/// The bounds of the command `query`.
final class Limits {
  /// Rows that share one table: they are kept until its columns are known.
  static final int TABLE_ROWS_MAX = 500;

  /// Characters of a cell; the rest of a longer value is left out. The other formats have all.
  static final int CELL_CHARS_MAX = 80;

  /// Lines of the history that are known again.
  static final int HISTORY_LINES_MAX = 1_000;

  /// Values of a field that completion asks for.
  static final int SUGGESTED_VALUES_MAX = 100;

  /// Lines of a page, until the shell is told otherwise.
  static final int PAGE_LINES = 40;

  private Limits() {}
}
