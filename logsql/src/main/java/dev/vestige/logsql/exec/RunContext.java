package dev.vestige.logsql.exec;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import java.util.List;

/// For whom and within which bounds a query runs, and the queries inside it. The range does not
/// hold for queries that ask for `ignore_global_time_filter`; the filter always does.
///
/// @param tenants whose rows
/// @param range rows with `_time` in it, besides what the query says
/// @param filter rows that satisfy it, besides what the query says
/// @param cancellation polled between blocks
/// @param memory what the state of its stages may take
/// @param stepNanos what `rate` and `rate_sum` count per: the step of a range query; 0 when the
///   whole time range is meant
public record RunContext(
    List<TenantId> tenants,
    TimeRange range,
    Filter filter,
    Cancellation cancellation,
    MemoryBudget memory,
    long stepNanos) {
  public RunContext {
    tenants = List.copyOf(tenants);
  }

  /// Without a filter, over the whole time range.
  public RunContext(
      List<TenantId> tenants, TimeRange range, Cancellation cancellation, MemoryBudget memory) {
    this(tenants, range, MatchAllFilter.INSTANCE, cancellation, memory, 0);
  }

  /// The same run over another time range.
  public RunContext withRange(TimeRange newRange) {
    return new RunContext(tenants, newRange, filter, cancellation, memory, stepNanos);
  }

  /// The same run by steps.
  public RunContext withStep(long newStepNanos) {
    return new RunContext(tenants, range, filter, cancellation, memory, newStepNanos);
  }
}
