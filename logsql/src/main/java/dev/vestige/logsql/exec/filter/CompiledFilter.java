package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;

/// A filter ready to run. It keeps buffers and what it found out about dictionaries, so each worker
/// needs one of its own, to be used for one query only.
public interface CompiledFilter {
  /// Clears the rows that do not satisfy the condition. Only rows that are set are looked at.
  void apply(BlockView block, Bitmap rows);

  /// The same condition for another worker; what never changes is shared.
  CompiledFilter forWorker();

  /// How much one row costs compared to other filters: cheap ones run first.
  int cost();
}
