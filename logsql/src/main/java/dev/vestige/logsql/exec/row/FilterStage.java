package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.SelectedView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.filter.Filter;
import java.util.List;

/// `filter`: some rows go.
final class FilterStage implements BlockSink {
  private final List<CompiledFilter> filters;
  private final BlockSink next;

  FilterStage(Filter filter, StageContext context, BlockSink next) {
    this.next = next;
    filters = FilterCompiler.forWorkers(filter, context.filters(), context.workers());
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Bitmap rows = block.selection().copy();
    filters.get(worker).apply(block, rows);
    return rows.isEmpty() || next.accept(new SelectedView(block, rows), worker);
  }

  @Override
  public void finish() {
    next.finish();
  }
}
