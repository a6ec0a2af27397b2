package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import java.util.Comparator;
import java.util.List;

/// Rows that satisfy all conditions; the cheap ones run first, and no one runs when no row is left.
final class Conjunction implements CompiledFilter {
  private final List<CompiledFilter> filters;

  Conjunction(List<CompiledFilter> filters) {
    this.filters = filters.stream().sorted(Comparator.comparingInt(CompiledFilter::cost)).toList();
  }

  @Override
  public void apply(BlockView block, Bitmap rows) {
    for (CompiledFilter filter : filters) {
      if (rows.isEmpty()) {
        return;
      }
      filter.apply(block, rows);
    }
  }

  @Override
  public CompiledFilter forWorker() {
    return new Conjunction(filters.stream().map(CompiledFilter::forWorker).toList());
  }

  @Override
  public int cost() {
    return filters.stream().mapToInt(CompiledFilter::cost).sum();
  }
}
