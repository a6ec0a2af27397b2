package dev.vestige.logsql.exec.run;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.TimeRange;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.analyze.FilterFields;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.analyze.SecondReading;
import dev.vestige.logsql.analyze.Subqueries;
import dev.vestige.logsql.analyze.TraceNeeds;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.filter.FilterFacts;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.print.Printer;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SearchStatistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Tells how a query runs, a row per step: the query, the queries inside its filters, the scan, the
/// nodes of a cluster that do it, and each pipe. After a run that was probed it tells, too, what
/// went into each step and how long it took. Confined to one thread but for the probes.
final class Explanation implements Probe {
  private final Plan plan;
  private final List<Map<String, String>> rows = new ArrayList<>();

  /// From the output back to the first stage.
  private final List<MeasuredSink> probes = new ArrayList<>();

  private SearchStatistics statistics = SearchStatistics.NONE;

  /// What blocks took of all workers, with all stages that they went through.
  private final LongAdder scanNanos = new LongAdder();

  /// Null until they ran: then they know what came of it.
  private @Nullable FilterSteps filterSteps;

  /// What nodes of a cluster are asked, in the language; empty where there are none.
  private String asked = "";

  private List<String> nodes = List.of();

  Explanation(Plan plan) {
    this.plan = plan;
  }

  /// Nodes are asked a part of the query; probes stand behind their answers only.
  void asks(Query remote, List<String> names) {
    asked = remote.print();
    nodes = names;
  }

  @Override
  public BlockSink in(BlockSink sink) {
    MeasuredSink measured = new MeasuredSink(sink);
    probes.add(measured);
    return measured;
  }

  @Override
  public List<CompiledFilter> filters(Filter filter, FilterContext context, int workers) {
    filterSteps = FilterSteps.of(filter, context);
    return filterSteps.measured(context, workers);
  }

  @Override
  public long begin() {
    return System.nanoTime();
  }

  @Override
  public void end(long beginNanoTime) {
    scanNanos.add(System.nanoTime() - beginNanoTime);
  }

  /// Takes over what the run has read.
  void read(SearchStatistics newStatistics) {
    statistics = newStatistics;
  }

  void handOn(BlockSink output) {
    step("query").put("query", plan.query().print());
    for (SubqueryValues subquery : Subqueries.of(plan.query())) {
      Map<String, String> row = step("subquery");
      row.put("query", subquery.query().print());
      row.put("field", subquery.field());
    }
    addScan();
    addFilters();
    addNodes();
    addPipes();
    for (Map<String, String> row : rows) {
      Map<String, ColumnVector> columns = new LinkedHashMap<>();
      row.forEach(
          (name, text) -> columns.put(name, new ColumnVector.Constant(1, ByteSlice.utf8(text))));
      output.accept(new ColumnsView(1, columns), 0);
    }
    output.finish();
  }

  private Map<String, String> step(String name) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("step", name);
    rows.add(row);
    return row;
  }

  private void addScan() {
    Map<String, String> row = step("scan");
    row.put("runs_on", "node");
    TimeRange range = plan.range();
    row.put("from", range.fromNanos() == Long.MIN_VALUE ? "" : time(range.fromNanos()));
    row.put("to", range.toNanos() == Long.MAX_VALUE ? "" : time(range.toNanos()));
    row.put("filter", Printer.print(plan.filter()));
    addFacts(row);
    row.put("filter_columns", String.join(", ", FilterFields.of(plan.filter())));
    row.put("columns", names(plan.needed()));
    row.put("answers_from", plan.counted().isPresent() ? "counts of whole parts, rows" : "rows");
    row.put(
        "order", plan.order() == SearchRequest.Order.NEWEST_FIRST ? "newest blocks first" : "any");
    if (!probes.isEmpty()) {
      row.put("parts_read", Long.toString(statistics.partsVisited()));
      row.put("parts_skipped", Long.toString(statistics.partsSkipped()));
      row.put("blocks_read", Long.toString(statistics.blocksVisited()));
      row.put("blocks_skipped", Long.toString(statistics.blocksSkipped()));
      row.put("bytes_read", Long.toString(statistics.bytesRead()));
      row.put("rows_in", Long.toString(statistics.rowsVisited()));
      if (asked.isEmpty()) {
        row.put("rows_out", Long.toString(probes.getLast().rows()));
        row.put(
            "milliseconds", MeasuredSink.millis(scanNanos.sum() - probes.getLast().acceptNanos()));
      }
    }
  }

  /// Without a run it is not known what the queries inside the filter answer, nor what that costs.
  private void addFilters() {
    FilterSteps steps = filterSteps;
    if (steps == null && Subqueries.of(plan.filter()).isEmpty()) {
      steps = FilterSteps.of(plan.filter(), FilterContext.stored(Cancellation.never()));
    }
    for (int i = 0; steps != null && i < steps.size(); i++) {
      steps.describe(step("filter"), i);
    }
  }

  private void addNodes() {
    for (int node = 0; node < nodes.size(); node++) {
      Map<String, String> row = step("node");
      row.put("node", nodes.get(node));
      row.put("query", asked);
      if (!probes.isEmpty()) {
        row.put("rows_out", Long.toString(probes.getLast().rows(node)));
      }
    }
  }

  private static String time(long nanos) {
    return Timestamps.format(Math.clamp(nanos, Timestamps.EARLIEST, Timestamps.LATEST));
  }

  /// What storage is told of the filter. The values of subqueries are known only when they ran.
  private void addFacts(Map<String, String> row) {
    if (!Subqueries.of(plan.filter()).isEmpty()) {
      row.put("skips_by", "what the subqueries answer");
      return;
    }
    FilterContext filters = FilterContext.stored(Cancellation.never());
    if (plan.isEmpty(filters)) {
      row.put("skips_by", "nothing can match: no scan");
      return;
    }
    FilterFacts.traces(plan.filter(), filters)
        .ifPresent(traces -> row.put("traces", Integer.toString(traces.size())));
    FilterFacts.services(plan.filter(), filters)
        .ifPresent(services -> row.put("services", String.join(", ", services)));
  }

  private static String names(FieldSet fields) {
    String wanted = names(fields.wanted());
    return fields.unwanted().isEmpty() ? wanted : wanted + " without " + names(fields.unwanted());
  }

  private static String names(Collection<FieldPattern> patterns) {
    TreeSet<String> names = new TreeSet<>();
    patterns.forEach(
        pattern -> names.add(pattern.isPrefix() ? pattern.name() + "*" : pattern.name()));
    return String.join(", ", names);
  }

  /// Where the first pipes run, up to one that looks at several rows.
  private static String runsOn(Pipe pipe) {
    if (RowLocalPipes.contains(pipe)) {
      return "node";
    }
    boolean isGathered = TraceNeeds.isOfTraces(pipe) && !(pipe instanceof TraceSpansPipe);
    return isGathered ? "gatherer" : "node in part, gatherer";
  }

  private static String looksAt(Pipe pipe) {
    if (RowLocalPipes.contains(pipe)) {
      return "one row at a time";
    }
    return TraceNeeds.isOfTraces(pipe) ? "whole traces" : "all rows";
  }

  /// Nodes run the pipes up to the first one that has to see all rows, and that one on their own
  /// rows; the gatherer puts its parts together and runs the rest.
  private void addPipes() {
    List<Pipe> pipes = plan.pipes();
    boolean isRemote = true;
    for (int i = 0; i < pipes.size(); i++) {
      Pipe pipe = pipes.get(i);
      boolean isLocal = RowLocalPipes.contains(pipe);
      Map<String, String> row = step("pipe");
      row.put("pipe", Printer.print(pipe));
      row.put("runs_on", isRemote ? runsOn(pipe) : "gatherer");
      row.put("looks_at", looksAt(pipe));
      if (SecondReading.isPossible(plan.query(), i)) {
        row.put("reads_again", "the rows that pass");
      }
      isRemote = isRemote && isLocal;
      if (pipes.size() - i < probes.size()) {
        MeasuredSink in = probes.get(pipes.size() - i);
        MeasuredSink out = probes.get(pipes.size() - i - 1);
        row.put("blocks_in", Long.toString(in.blocks()));
        row.put("rows_in", Long.toString(in.rows()));
        row.put("rows_out", Long.toString(out.rows()));
        row.put("milliseconds", MeasuredSink.millis(in.nanos() - out.nanos()));
      }
    }
  }
}
