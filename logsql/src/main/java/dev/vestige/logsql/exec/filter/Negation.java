package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;

/// Rows that do not satisfy a condition.
final class Negation implements CompiledFilter {
  private final CompiledFilter filter;

  Negation(CompiledFilter filter) {
    this.filter = filter;
  }

  @Override
  public void apply(BlockView block, Bitmap rows) {
    Bitmap matching = rows.copy();
    filter.apply(block, matching);
    rows.andNot(matching);
  }

  @Override
  public CompiledFilter forWorker() {
    return new Negation(filter.forWorker());
  }

  @Override
  public int cost() {
    return filter.cost();
  }
}
