package dev.vestige.logsql.exec;

/// Takes blocks. Called by several workers at once, each with its own number, so that state can be
/// an array by worker; [#finish()] comes once, after all of them, on one thread.
public interface BlockSink {
  /// Takes the selected rows of a block; false when no more are needed.
  boolean accept(BlockView block, int worker);

  /// All rows are in: pass on what was held back.
  void finish();
}
