package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import java.util.Comparator;
import java.util.List;

/// Rows that satisfy at least one condition; each runs on the rows that those before it left out.
final class Disjunction implements CompiledFilter {
  private final List<CompiledFilter> filters;

  Disjunction(List<CompiledFilter> filters) {
    this.filters = filters.stream().sorted(Comparator.comparingInt(CompiledFilter::cost)).toList();
  }

  @Override
  public void apply(BlockView block, Bitmap rows) {
    Bitmap left = rows.copy();
    for (CompiledFilter filter : filters) {
      if (left.isEmpty()) {
        return;
      }
      Bitmap matching = left.copy();
      filter.apply(block, matching);
      left.andNot(matching);
    }
    rows.andNot(left);
  }

  @Override
  public CompiledFilter forWorker() {
    return new Disjunction(filters.stream().map(CompiledFilter::forWorker).toList());
  }

  @Override
  public int cost() {
    return filters.stream().mapToInt(CompiledFilter::cost).sum();
  }
}
