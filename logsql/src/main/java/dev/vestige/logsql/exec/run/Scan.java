package dev.vestige.logsql.exec.run;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.StoredView;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.storage.Block;
import dev.vestige.storage.BlockVisitor;
import dev.vestige.storage.CountedPart;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pushes what a search hands out through filter and stages: the counts of parts that are enough
/// for the query, and the blocks of all others. Each worker has filters of its own.
final class Scan implements BlockVisitor {
  private final Plan plan;
  private final StageContext context;
  private final BlockSink stages;
  private final List<CompiledFilter> filters;
  private final @Nullable CountedQuery counted;
  private final List<CompiledFilter> filtersOfCounts;

  private final Probe probe;

  Scan(Plan plan, FilterContext filters, StageContext context, BlockSink stages, Probe probe) {
    this.plan = plan;
    this.context = context;
    this.stages = stages;
    this.probe = probe;
    this.filters = probe.filters(plan.filter(), filters, context.workers());
    this.counted = plan.counted().orElse(null);
    this.filtersOfCounts =
        counted == null
            ? List.of()
            : FilterCompiler.forWorkers(counted.filter(), filters, context.workers());
  }

  @Override
  public boolean visitsParts() {
    return counted != null;
  }

  @Override
  public Optional<BlockVisitor> visitPart(CountedPart part, int worker) {
    Optional<Set<String>> fields = counted == null ? Optional.empty() : counted.fields();
    if (fields.isEmpty()) {
      return stages
          .acceptPart(part, worker)
          .map(rest -> rest.equals(stages) ? this : (block, number) -> push(block, number, rest));
    }
    Optional<Block> rows = part.counted(fields.get());
    if (rows.isEmpty()) {
      return Optional.of(this);
    }
    push(rows.get(), filtersOfCounts.get(worker), worker, stages);
    return Optional.empty();
  }

  @Override
  public boolean visit(Block block, int worker) {
    return push(block, worker, stages);
  }

  private boolean push(Block block, int worker, BlockSink sink) {
    return push(block, filters.get(worker), worker, sink);
  }

  private boolean push(Block block, CompiledFilter filter, int worker, BlockSink sink) {
    long begin = probe.begin();
    try {
      Bitmap rows = block.selection();
      StoredView view = new StoredView(block, rows, plan.needed());
      filter.apply(view, rows);
      return rows.isEmpty() || sink.accept(narrowed(block, view, rows), worker);
    } finally {
      probe.end(begin);
    }
  }

  /// What the stages see of a block of which some rows are left.
  private BlockView narrowed(Block block, StoredView view, Bitmap rows) {
    Optional<Block> few = block.gather(rows);
    return few.isPresent()
        ? new StoredView(few.get(), few.get().selection(), plan.needed())
        : view.only(rows);
  }

  @Override
  public long oldestNeededNanos() {
    return context.timeFloor().nanos();
  }
}
