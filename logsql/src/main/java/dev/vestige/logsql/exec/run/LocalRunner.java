package dev.vestige.logsql.exec.run;

import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.TimeBounds;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.StoredView;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.filter.FilterFacts;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/// Answers queries from the storage of this process: the filter's facts choose the blocks, each
/// worker narrows their rows with a filter of its own and pushes what is left through the stages of
/// the pipes.
public final class LocalRunner implements QueryRunner {
  private final Storage storage;

  public LocalRunner(Storage storage) {
    this.storage = storage;
  }

  @Override
  public int workers() {
    return storage.workers();
  }

  @Override
  public SearchStatistics run(Query query, RunContext context, BlockSink output) {
    FilterContext filterContext = FilterContext.stored(context.cancellation());
    TimeRange range = TimeBounds.of(query.filter()).intersect(context.range());
    BlockSink stages =
        Stages.of(query.pipes(), new StageContext(context, workers(), this, range), output);
    List<CompiledFilter> filters = new ArrayList<>();
    filters.add(FilterCompiler.compile(query.filter(), filterContext));
    while (filters.size() < workers()) {
      filters.add(filters.getFirst().forWorker());
    }
    SearchRequest request =
        new SearchRequest(
            context.tenants(),
            range,
            FilterFacts.traces(query.filter(), filterContext),
            FilterFacts.services(query.filter(), filterContext),
            SearchRequest.Order.ANY,
            context.cancellation());
    SearchStatistics statistics =
        range.isEmpty()
            ? SearchStatistics.NONE
            : storage.search(
                request,
                (block, worker) -> {
                  StoredView all = new StoredView(block, block.selection());
                  Bitmap rows = all.selection().copy();
                  filters.get(worker).apply(all, rows);
                  return rows.isEmpty() || stages.accept(new StoredView(block, rows), worker);
                });
    stages.finish();
    return statistics;
  }
}
