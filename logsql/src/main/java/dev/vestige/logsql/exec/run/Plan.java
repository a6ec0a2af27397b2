package dev.vestige.logsql.exec.run;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.analyze.FoldedFilter;
import dev.vestige.logsql.analyze.NeededFields;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.analyze.SortLimits;
import dev.vestige.logsql.analyze.TimeBounds;
import dev.vestige.logsql.analyze.UnreadFields;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.TimeFloor;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.filter.FilterFacts;
import dev.vestige.logsql.exec.filter.FilterTruth;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.TraceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a query runs on the storage of this process.
///
/// @param query with the filter of the request in it, and sorts that know how many rows are wanted
/// @param context for whom and within which bounds
/// @param range outside of which no row matches
/// @param needed the fields that the stages read or return
/// @param order in which order blocks are best looked at
record Plan(
    Query query, RunContext context, TimeRange range, FieldSet needed, SearchRequest.Order order) {

  static Plan of(Query query, RunContext context) {
    return of(query, context, FieldSet.ALL);
  }

  /// @param wanted the fields of the answer that are looked at
  static Plan of(Query query, RunContext context, FieldSet wanted) {
    boolean isBound = !query.options().ignoreGlobalTimeFilter();
    Filter filter = FoldedFilter.of(Filter.and(List.of(query.filter(), context.filter())));
    TimeRange range = TimeBounds.of(filter);
    List<Pipe> pipes = SortLimits.pushed(UnreadFields.leftOut(query.pipes()));
    Query whole = new Query(query.options(), filter, pipes);
    return new Plan(
        whole,
        context,
        isBound ? range.intersect(context.range()) : range,
        NeededFields.byPipes(whole, wanted),
        NewestFirst.isWanted(whole.pipes())
            ? SearchRequest.Order.NEWEST_FIRST
            : SearchRequest.Order.ANY);
  }

  /// What there is to count, if counting is all that the query does.
  Optional<CountedQuery> counted() {
    return CountedQuery.of(this);
  }

  Filter filter() {
    return query.filter();
  }

  List<Pipe> pipes() {
    return query.pipes();
  }

  StageContext stageContext(
      RunContext run, int workers, QueryRunner runner, Map<SubqueryValues, TextTable> answers) {
    return new StageContext(run, workers, runner, filter(), range, answers, new TimeFloor());
  }

  /// Whether no row can match, or none is asked for.
  boolean isEmpty(FilterContext filters) {
    return range.isEmpty()
        || FilterTruth.isNever(filter(), filters)
        || FilterFacts.traces(filter(), filters).filter(List::isEmpty).isPresent()
        || wantsNoRows();
  }

  /// `limit 0` with nothing in front of it that makes rows of its own.
  private boolean wantsNoRows() {
    return pipes().stream()
        .filter(pipe -> !RowLocalPipes.contains(pipe))
        .findFirst()
        .filter(pipe -> pipe instanceof LimitPipe(long count) && count == 0)
        .isPresent();
  }

  SearchRequest request(FilterContext filters) {
    Optional<List<TraceId>> traces = FilterFacts.traces(filter(), filters);
    return new SearchRequest(
        context.tenants(),
        range,
        traces,
        FilterFacts.services(filter(), filters),
        order,
        query.options().concurrency(),
        context.cancellation());
  }
}
