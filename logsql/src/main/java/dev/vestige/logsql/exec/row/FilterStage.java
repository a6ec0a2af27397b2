package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.SelectedView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.filter.Filter;

/// `filter`: some rows go.
final class FilterStage implements BlockSink {
  private final CompiledFilter[] filters;
  private final BlockSink next;

  FilterStage(Filter filter, StageContext context, BlockSink next) {
    this.next = next;
    filters = new CompiledFilter[context.workers()];
    CompiledFilter compiled = FilterCompiler.compile(filter, context.filters());
    for (int worker = 0; worker < filters.length; worker++) {
      filters[worker] = worker == 0 ? compiled : compiled.forWorker();
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Bitmap rows = block.selection().copy();
    filters[worker].apply(block, rows);
    return rows.isEmpty() || next.accept(new SelectedView(block, rows), worker);
  }

  @Override
  public void finish() {
    next.finish();
  }
}
