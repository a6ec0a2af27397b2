package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import java.util.List;

/// Computes fields of rows from other fields of the same rows. Confined to one worker.
interface Computation {
  /// The computed fields, no name twice. Only the given rows, at least one, need values.
  List<ComputedField> compute(BlockView block, Bitmap rows);
}
