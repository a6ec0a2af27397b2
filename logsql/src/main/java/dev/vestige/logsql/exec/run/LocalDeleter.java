package dev.vestige.logsql.exec.run;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.analyze.TimeBounds;
import dev.vestige.logsql.exec.RowDeleter;
import dev.vestige.logsql.exec.StoredView;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.filter.FilterFacts;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.storage.Block;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.Storage;
import java.util.List;

/// Deletes rows of the storage of this process.
public final class LocalDeleter implements RowDeleter {
  private final Storage storage;

  public LocalDeleter(Storage storage) {
    this.storage = storage;
  }

  @Override
  public long delete(TenantId tenant, Filter filter, Cancellation cancellation) {
    FilterContext context = FilterContext.stored(cancellation);
    CompiledFilter compiled = FilterCompiler.compile(filter, context);
    TimeRange range = TimeBounds.of(filter);
    if (range.isEmpty()) {
      return 0;
    }
    SearchRequest scope =
        new SearchRequest(
            List.of(tenant),
            range,
            FilterFacts.traces(filter, context),
            FilterFacts.services(filter, context),
            SearchRequest.Order.ANY,
            0,
            cancellation);
    return storage.delete(scope, block -> matching(block, compiled));
  }

  private static Bitmap matching(Block block, CompiledFilter filter) {
    Bitmap rows = block.selection();
    filter.apply(new StoredView(block, rows, FieldSet.ALL), rows);
    return rows;
  }
}
