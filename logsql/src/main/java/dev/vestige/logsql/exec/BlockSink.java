package dev.vestige.logsql.exec;

import dev.vestige.storage.CountedPart;
import java.util.Optional;

/// Takes blocks. Called by several workers at once, each with its own number, so that state can be
/// an array by worker; [#finish()] comes once, after all of them, on one thread.
public interface BlockSink {
  /// Takes the selected rows of a block; false when no more are needed.
  boolean accept(BlockView block, int worker);

  /// Takes what a part knows of all of its rows instead of the rows, as far as that goes; says who
  /// is to take the rest from its blocks, nobody when there is none. Called for the first stage
  /// only, and only if each stored row reaches it.
  default Optional<BlockSink> acceptPart(CountedPart part, int worker) {
    return Optional.of(this);
  }

  /// All rows are in: pass on what was held back.
  void finish();
}
