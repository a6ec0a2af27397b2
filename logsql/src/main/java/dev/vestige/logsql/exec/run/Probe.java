package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.filter.Filter;
import java.util.List;

/// Looks on while a query runs: it stands between the steps.
interface Probe {
  /// Looks at nothing.
  Probe NONE = sink -> sink;

  /// The sink that is called instead of the given one.
  BlockSink in(BlockSink sink);

  /// What the rows of blocks are filtered by, one for each worker.
  default List<CompiledFilter> filters(Filter filter, FilterContext context, int workers) {
    return FilterCompiler.forWorkers(filter, context, workers);
  }

  /// The time at which a block begins its way through the scan; 0 where nobody wants to know.
  default long begin() {
    return 0;
  }

  /// Takes note that the block that began then has gone through the scan and all stages.
  default void end(long beginNanoTime) {}
}
