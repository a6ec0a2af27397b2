package dev.vestige.storage;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Keeps batches in a list and looks at each of them for every question: the model that the real
/// engine is tested against.
public final class MemoryStorage implements Storage {
  private final List<SpanBatch> batches = new CopyOnWriteArrayList<>();

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    batches.add(batch);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public TimeRange acceptedTimes() {
    return TimeRange.ALL;
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public SearchStatistics search(SearchRequest request, BlockVisitor visitor) {
    List<Block> blocks = new ArrayList<>();
    for (SpanBatch batch : batches) {
      if (request.tenants().contains(batch.tenant)) {
        BatchBlock.open(batch, request.range(), request.traces()).ifPresent(blocks::add);
      }
    }
    if (request.order() == SearchRequest.Order.NEWEST_FIRST) {
      blocks.sort(Comparator.comparingLong(Block::maxTimeNanos).reversed());
    }
    long visited = 0;
    long rows = 0;
    for (Block block : blocks) {
      request.cancellation().check();
      if (block.maxTimeNanos() < visitor.oldestNeededNanos()) {
        continue;
      }
      visited++;
      rows += block.rows();
      if (!visitor.visit(block, 0)) {
        break;
      }
    }
    return new SearchStatistics(1, 0, visited, blocks.size() - visited, rows, 0);
  }

  @Override
  public void spans(
      TenantId tenant, List<TraceId> traces, Cancellation cancellation, Consumer<SpanBatch> sink) {
    for (TraceId trace : new LinkedHashSet<>(traces)) {
      for (SpanBatch batch : batches) {
        cancellation.check();
        if (batch.tenant.equals(tenant)) {
          SpanBatchCopy.ofTrace(batch, trace).ifPresent(sink);
        }
      }
    }
  }

  @Override
  public List<OperationSeries> red(RollupQuery query) {
    return new MemoryRollups(query, batches).red();
  }

  @Override
  public List<EdgeSeries> edges(RollupQuery query, Consumer<OpenCall> unresolved) {
    return new MemoryRollups(query, batches).edges(unresolved);
  }

  @Override
  public long delete(SearchRequest scope, RowChoice choice) {
    long deleted = 0;
    for (int at = 0; at < batches.size(); at++) {
      SpanBatch batch = batches.get(at);
      Optional<Block> block =
          scope.tenants().contains(batch.tenant)
              ? BatchBlock.open(batch, scope.range(), scope.traces())
              : Optional.empty();
      if (block.isPresent()) {
        Bitmap rows = choice.choose(block.get());
        deleted += rows.cardinality();
        rows.flip();
        batches.set(at, SpanBatchCopy.ofRows(batch, rows));
      }
    }
    return deleted;
  }

  @Override
  public List<TenantId> tenants(TimeRange range) {
    return batches.stream()
        .filter(batch -> hasRowIn(batch, range))
        .map(SpanBatch::tenant)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean hasRowIn(SpanBatch batch, TimeRange range) {
    for (int row = 0; row < batch.size; row++) {
      if (range.contains(batch.endNanos(row))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
