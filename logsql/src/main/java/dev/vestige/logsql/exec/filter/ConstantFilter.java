package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;

/// Keeps every row, or none.
enum ConstantFilter implements CompiledFilter {
  ALL,
  NONE;

  static ConstantFilter of(boolean all) {
    return all ? ALL : NONE;
  }

  @Override
  public void apply(BlockView block, Bitmap rows) {
    if (this == NONE) {
      rows.clearAll();
    }
  }

  @Override
  public CompiledFilter forWorker() {
    return this;
  }

  @Override
  public int cost() {
    return 0;
  }
}
