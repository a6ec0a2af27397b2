package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import java.util.List;

/// Computes fields from a single other one.
record FieldComputation(String from, ValueComputation values) implements Computation {
  @Override
  public List<ComputedField> compute(BlockView block, Bitmap rows) {
    return values.of(block.column(from), rows);
  }
}
