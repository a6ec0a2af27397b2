package dev.vestige.select.trace;

import dev.vestige.logsql.exec.RunContext;
import java.util.List;

/// Finds traces by what their spans are like. Thread-safe.
public interface TraceFinder {
  /// The traces with a matching span in the range of the context, in their order, as many as the
  /// search wants or there are.
  List<FoundTrace> find(TraceSearch search, RunContext context);
}
