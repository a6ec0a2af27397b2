package dev.vestige.logsql.exec;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.logsql.filter.Filter;

/// Deletes rows.
public interface RowDeleter {
  /// Deletes what matches of the rows that are there now, and returns when it is gone for good.
  ///
  /// @return how many rows went
  long delete(TenantId tenant, Filter filter, Cancellation cancellation);
}
