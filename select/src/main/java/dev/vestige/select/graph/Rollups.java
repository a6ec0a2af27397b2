package dev.vestige.select.graph;

import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import java.util.List;

/// Counts and durations of spans and calls by minutes. Thread-safe.
public interface Rollups {
  /// Of each service, operation, kind and status.
  List<OperationSeries> red(RollupQuery query);

  /// Of each pair of services, calls that failed apart from the others.
  List<EdgeSeries> edges(RollupQuery query);
}
