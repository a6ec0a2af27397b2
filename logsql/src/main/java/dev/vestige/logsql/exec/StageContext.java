package dev.vestige.logsql.exec;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import java.util.Map;

/// What a stage may need to know of the run it is part of.
///
/// @param run the bounds of the query
/// @param workers how many workers push blocks through the stages
/// @param runner answers the queries inside a query
/// @param filter which stored rows reach the first stage
/// @param range outside of which `_time` of stored rows does not lie: what the filter and the
///   bounds leave
/// @param answers the values of the subqueries in the filters of all pipes
/// @param timeFloor raised by a stage that wants the newest rows only
public record StageContext(
    RunContext run,
    int workers,
    QueryRunner runner,
    Filter filter,
    TimeRange range,
    Map<SubqueryValues, TextTable> answers,
    TimeFloor timeFloor) {
  public StageContext {
    answers = Map.copyOf(answers);
  }

  /// For stages without subqueries behind a filter that takes every row.
  public StageContext(RunContext run, int workers, QueryRunner runner) {
    this(run, workers, runner, MatchAllFilter.INSTANCE, run.range(), Map.of(), new TimeFloor());
  }

  /// For filters over the rows that reach a stage.
  public FilterContext filters() {
    return new FilterContext(FilterContext.Rows.COMPUTED, answers, run.cancellation());
  }
}
