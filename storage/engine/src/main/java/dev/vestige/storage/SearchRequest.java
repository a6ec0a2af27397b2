package dev.vestige.storage;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import java.util.List;
import java.util.Optional;

/// What a search visits.
///
/// @param tenants whose rows
/// @param range rows with `_time` in it
/// @param traces when present, rows of these traces only; kept sorted, each once
/// @param services when present, blocks that surely have no row of one of these services are
///   skipped
/// @param order in which blocks are handed out
/// @param workersMax how many workers take blocks at most; 0 for all
/// @param cancellation checked between blocks
public record SearchRequest(
    List<TenantId> tenants,
    TimeRange range,
    Optional<List<TraceId>> traces,
    Optional<List<String>> services,
    Order order,
    int workersMax,
    Cancellation cancellation) {
  public SearchRequest {
    traces = traces.map(ids -> ids.stream().sorted().distinct().toList());
  }

  /// In which order blocks are handed out.
  public enum Order {
    ANY,
    /// By falling [Block#maxTimeNanos()]; rows inside a block are in storage order.
    NEWEST_FIRST
  }

  public static SearchRequest of(TenantId tenant, TimeRange range, Cancellation cancellation) {
    return new SearchRequest(
        List.of(tenant), range, Optional.empty(), Optional.empty(), Order.ANY, 0, cancellation);
  }
}
