package dev.vestige.logsql.exec.run;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.analyze.FilterFields;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.print.Printer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// The conditions that every row has to satisfy, in the order in which they run: the cheap ones
/// first. When they run for [#measured], they count their rows and time. Thread-safe then.
final class FilterSteps {
  private final List<Step> steps;
  private boolean isMeasured;

  private FilterSteps(List<Step> steps) {
    this.steps = steps;
  }

  private record Step(Filter filter, LongAdder rowsIn, LongAdder rowsOut, LongAdder nanos) {}

  static FilterSteps of(Filter filter, FilterContext context) {
    return new FilterSteps(
        FilterCompiler.inOrder(filter, context).stream()
            .map(part -> new Step(part, new LongAdder(), new LongAdder(), new LongAdder()))
            .toList());
  }

  /// The whole filter for each worker.
  List<CompiledFilter> measured(FilterContext context, int workers) {
    isMeasured = true;
    List<CompiledFilter> first =
        steps.stream()
            .<CompiledFilter>map(
                step -> new Measured(step, FilterCompiler.compile(step.filter(), context)))
            .toList();
    return FilterCompiler.forWorkers(FilterCompiler.all(first), workers);
  }

  void describe(Map<String, String> row, int number) {
    Step step = steps.get(number);
    row.put("filter", Printer.print(step.filter()));
    row.put("columns", String.join(", ", FilterFields.of(step.filter())));
    if (isMeasured) {
      row.put("rows_in", Long.toString(step.rowsIn().sum()));
      row.put("rows_out", Long.toString(step.rowsOut().sum()));
      row.put("milliseconds", MeasuredSink.millis(step.nanos().sum()));
    }
  }

  int size() {
    return steps.size();
  }

  private record Measured(Step step, CompiledFilter filter) implements CompiledFilter {
    @Override
    public void apply(BlockView block, Bitmap rows) {
      step.rowsIn().add(rows.cardinality());
      long start = System.nanoTime();
      filter.apply(block, rows);
      step.nanos().add(System.nanoTime() - start);
      step.rowsOut().add(rows.cardinality());
    }

    @Override
    public CompiledFilter forWorker() {
      return new Measured(step, filter.forWorker());
    }

    @Override
    public int cost() {
      return filter.cost();
    }
  }
}
