package dev.vestige.logsql.exec;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import java.util.List;

/// For whom and within which bounds a query runs.
///
/// @param tenants whose rows
/// @param range rows with `_time` in it, besides what the query says
/// @param cancellation polled between blocks
/// @param memory what the state of its stages may take
public record RunContext(
    List<TenantId> tenants, TimeRange range, Cancellation cancellation, MemoryBudget memory) {
  public RunContext {
    tenants = List.copyOf(tenants);
  }
}
