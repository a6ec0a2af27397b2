package dev.vestige.select.trace;

import dev.vestige.logsql.exec.RunContext;
import java.util.SortedSet;

/// Knows which services there are and what they do. Thread-safe.
public interface ServiceCatalog {
  /// The names of the services with a span in the range of the context.
  SortedSet<String> services(RunContext context);

  /// The operations of a service with a span in the range of the context.
  SortedSet<Operation> operations(String service, RunContext context);
}
