package dev.vestige.select.delete;

import dev.vestige.base.TenantId;
import dev.vestige.logsql.filter.Filter;
import java.util.List;

/// Deletions in the background. Thread-safe.
public interface Deletions {
  /// A deletion that waits or runs.
  ///
  /// @param id names it to the client
  /// @param text the filter as the client wrote it
  /// @param startMillis when it was asked for, milliseconds since the epoch
  record Task(String id, TenantId tenant, String text, long startMillis) {}

  /// Begins a deletion as soon as the earlier ones are done, and returns its id.
  ///
  /// @param text the filter as the client wrote it
  String begin(TenantId tenant, Filter filter, String text);

  /// As [#begin(TenantId, Filter, String)], for a deletion that another node has named; once,
  /// however often it is asked for.
  void begin(String id, TenantId tenant, Filter filter, String text);

  /// Ends a deletion early; what is deleted already stays so.
  ///
  /// @throws dev.vestige.base.VestigeException NOT_FOUND when it neither waits nor runs
  void stop(String id);

  /// What waits or runs, the oldest first.
  List<Task> active();
}
