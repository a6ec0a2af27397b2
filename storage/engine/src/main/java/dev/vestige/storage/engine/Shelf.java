package dev.vestige.storage.engine;

import dev.vestige.storage.SpanBatch;
import java.util.List;

/// Where a [BatchLedger] puts spans so that searches see them.
interface Shelf {
  /// Returns when spans may come.
  ///
  /// @throws dev.vestige.base.VestigeException when they may not
  void requireRoom();

  /// Shows a batch that is in the log now. Called by the log in the order of the numbers.
  void add(SpanBatch batch, long sequence);

  /// Shows these copies, which are in no log, and no others of their kind.
  void showAside(List<Head> copies);

  /// Shows a batch as one of the log, and no longer aside, in one step. Called by the log in the
  /// order of the numbers.
  void adopt(Head copy, SpanBatch batch, long sequence);
}
