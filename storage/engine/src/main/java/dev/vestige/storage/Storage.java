package dev.vestige.storage;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Where spans live. Safe for use by many threads.
public interface Storage extends AutoCloseable {
  /// Stores a batch. The future completes when the spans are durable as the sync mode says and
  /// visible to every search; it fails with a retryable [dev.vestige.base.VestigeException]
  /// (RESOURCE_EXHAUSTED, UNAVAILABLE) when the store cannot take them now. Spans outside the
  /// retention must have been left out before, see [#acceptedTimes()].
  CompletableFuture<Void> append(SpanBatch batch);

  /// The `_time` range that is neither past the retention nor too far ahead right now.
  TimeRange acceptedTimes();

  /// Hands the blocks of a search to the visitor on the storage's workers, and returns when all
  /// were visited or the visitor had enough. What a visitor throws is thrown here.
  SearchStatistics search(SearchRequest request, BlockVisitor visitor);

  /// How many workers a search may use at once.
  int workers();

  /// Hands out all spans of the given traces with their types, one trace after the other in the
  /// order given, in batches that each hold whole spans of one trace; a trace may come in several
  /// batches. Batches come one at a time on the calling thread.
  void spans(
      TenantId tenant, List<TraceId> traces, Cancellation cancellation, Consumer<SpanBatch> sink);

  /// Deletes the chosen rows of those that were acknowledged before, and returns when they are gone
  /// for good; ends early, with some of them gone, when that fails or is cancelled. The rows of
  /// what is appended meanwhile may go or stay.
  ///
  /// @return how many rows went
  long delete(SearchRequest scope, RowChoice choice);

  /// Counts and durations of the spans of each service, operation, kind and status, in order.
  List<OperationSeries> red(RollupQuery query);

  /// Counts and durations of the calls between services, in order. A call counts as soon as both of
  /// its spans are here, whichever came first and wherever they are.
  ///
  /// @param unresolved takes the spans whose parents are nowhere here
  List<EdgeSeries> edges(RollupQuery query, Consumer<OpenCall> unresolved);

  /// As [#edges(RollupQuery, Consumer)], for who has no other place to look for parents.
  default List<EdgeSeries> edges(RollupQuery query) {
    return edges(query, _ -> {});
  }

  /// Tenants that have rows in the range, in order.
  List<TenantId> tenants(TimeRange range);

  /// Turns what is in memory into parts and returns when that is done.
  void flush();

  @Override
  void close();
}
