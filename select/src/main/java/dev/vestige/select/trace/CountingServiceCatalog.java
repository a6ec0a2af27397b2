package dev.vestige.select.trace;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.stats.CountFunc;
import dev.vestige.logsql.stats.StatsItem;
import dev.vestige.select.request.RowTable;
import dev.vestige.storage.Streams;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds services and operations by counting the spans of each: parts have these counts, and the
/// nodes of a cluster answer with a row per name.
public final class CountingServiceCatalog implements ServiceCatalog {
  private static final String KIND_FIELD = "kind";
  private static final StatsItem COUNT =
      new StatsItem(new CountFunc(List.of(FieldPattern.ALL)), null, "spans");

  private final QueryRunner runner;

  public CountingServiceCatalog(QueryRunner runner) {
    this.runner = runner;
  }

  @Override
  public SortedSet<String> services(RunContext context) {
    SortedSet<String> names = new TreeSet<>();
    count(new AnyValueFilter(Streams.SERVICE_FIELD), List.of(Streams.SERVICE_FIELD), context)
        .forEach(row -> names.add(row.getFirst()));
    return names;
  }

  @Override
  public SortedSet<Operation> operations(String service, RunContext context) {
    SortedSet<Operation> operations = new TreeSet<>();
    count(
            new ExactFilter(Streams.SERVICE_FIELD, service),
            List.of(Streams.NAME_FIELD, KIND_FIELD),
            context)
        .forEach(row -> operations.add(new Operation(row.getFirst(), kind(row.getLast()))));
    return operations;
  }

  /// The different values of some fields.
  private List<List<String>> count(Filter filter, List<String> fields, RunContext context) {
    RowTable rows = new RowTable(fields, context.memory(), runner.workers());
    if (!context.range().isEmpty()) {
      List<ByField> by = fields.stream().map(field -> new ByField(field, null)).toList();
      StatsPipe pipe = new StatsPipe(by, List.of(COUNT), StatsOutput.RESULTS);
      var _ = runner.run(new Query(QueryOptions.NONE, filter, List.of(pipe)), context, rows);
    }
    return rows.rows();
  }

  private static int kind(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
