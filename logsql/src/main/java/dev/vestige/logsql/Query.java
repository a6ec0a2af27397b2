package dev.vestige.logsql;

import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.print.Printer;
import java.util.List;

/// A whole query, or a query inside another one: pick rows, then pass them through the pipes.
/// Relative times are already resolved.
public record Query(QueryOptions options, Filter filter, List<Pipe> pipes) {
  public Query {
    pipes = List.copyOf(pipes);
  }

  /// The query as text in its normal form; parsing it at the same time gives an equal query.
  public String print() {
    return Printer.print(this);
  }

  @Override
  public String toString() {
    return print();
  }
}
