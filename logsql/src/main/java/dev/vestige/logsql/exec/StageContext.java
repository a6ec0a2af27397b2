package dev.vestige.logsql.exec;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.exec.filter.FilterContext;

/// What a stage may need to know of the run it is part of.
///
/// @param run the bounds of the query
/// @param workers how many workers push blocks through the stages
/// @param runner answers the queries inside a query
/// @param range the `_time` range of the rows: that of the run, narrowed by the query's filter
public record StageContext(RunContext run, int workers, QueryRunner runner, TimeRange range) {
  /// For a query whose filter says nothing about time.
  public StageContext(RunContext run, int workers, QueryRunner runner) {
    this(run, workers, runner, run.range());
  }

  /// For filters over the rows that reach a stage.
  public FilterContext filters() {
    return FilterContext.computed(run.cancellation());
  }
}
