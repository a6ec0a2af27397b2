package dev.vestige.logsql.exec;

import dev.vestige.logsql.exec.filter.FilterContext;

/// What a stage may need to know of the run it is part of.
///
/// @param run the bounds of the query
/// @param workers how many workers push blocks through the stages
/// @param runner answers the queries inside a query
public record StageContext(RunContext run, int workers, QueryRunner runner) {
  /// For filters over the rows that reach a stage.
  public FilterContext filters() {
    return FilterContext.computed(run.cancellation());
  }
}
