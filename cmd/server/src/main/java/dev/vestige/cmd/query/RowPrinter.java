package dev.vestige.cmd.query;

/// Prints the rows of an answer, each a JSON object on a line. Used by one thread.
interface RowPrinter {
  /// Takes the next row.
  ///
  /// @param line a JSON object whose values are texts
  void row(String line);

  /// After the last row: prints what was kept back.
  void finish();
}
