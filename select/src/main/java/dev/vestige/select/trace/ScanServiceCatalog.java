package dev.vestige.select.trace;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.UniqPipe;
import dev.vestige.storage.Streams;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds services and operations in the columns of the spans.
public final class ScanServiceCatalog implements ServiceCatalog {
  private final QueryRunner runner;

  public ScanServiceCatalog(QueryRunner runner) {
    this.runner = runner;
  }

  @Override
  public SortedSet<String> services(RunContext context) {
    DistinctPairs pairs =
        new DistinctPairs(
            Streams.SERVICE_FIELD, Streams.SERVICE_FIELD, context.memory(), runner.workers());
    run(
        new AnyValueFilter(Streams.SERVICE_FIELD), List.of(Streams.SERVICE_FIELD), context, pairs);
    SortedSet<String> names = new TreeSet<>();
    pairs.found().forEach(pair -> names.add(pair.first()));
    return names;
  }

  @Override
  public SortedSet<Operation> operations(String service, RunContext context) {
    DistinctPairs pairs =
        new DistinctPairs(Streams.NAME_FIELD, "kind", context.memory(), runner.workers());
    run(
        new ExactFilter(Streams.SERVICE_FIELD, service),
        List.of(Streams.NAME_FIELD, "kind"),
        context,
        pairs);
    SortedSet<Operation> operations = new TreeSet<>();
    pairs.found().forEach(pair -> operations.add(new Operation(pair.first(), kind(pair.second()))));
    return operations;
  }

  private void run(
      Filter filter, List<String> fields, RunContext context, DistinctPairs pairs) {
    if (!context.range().isEmpty()) {
      List<Pipe> pipes = List.of(new UniqPipe(fields, false, 0));
      var _ = runner.run(new Query(QueryOptions.NONE, filter, pipes), context, pairs);
    }
  }

  private static int kind(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
