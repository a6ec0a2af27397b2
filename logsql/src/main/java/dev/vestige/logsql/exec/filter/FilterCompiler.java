package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.WeekRangeFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Turns the tree of a filter into one that runs.
public final class FilterCompiler {
  private final FilterContext context;

  private FilterCompiler(FilterContext context) {
    this.context = context;
  }

  /// For one worker; others get theirs by [CompiledFilter#forWorker].
  public static CompiledFilter compile(Filter filter, FilterContext context) {
    return new FilterCompiler(context).compile(filter);
  }

  /// One for each worker.
  public static List<CompiledFilter> forWorkers(Filter filter, FilterContext context, int workers) {
    return forWorkers(compile(filter, context), workers);
  }

  /// The same with one worker's given.
  public static List<CompiledFilter> forWorkers(CompiledFilter first, int workers) {
    List<CompiledFilter> filters = new ArrayList<>();
    filters.add(first);
    while (filters.size() < workers) {
      filters.add(first.forWorker());
    }
    return filters;
  }

  /// Leaves the rows that satisfy all conditions; the cheap ones run first.
  public static CompiledFilter all(List<CompiledFilter> conditions) {
    return new Conjunction(conditions);
  }

  /// The conditions that a row has to satisfy, each of which runs on the rows that those before it
  /// left; none where every row does.
  public static List<Filter> inOrder(Filter filter, FilterContext context) {
    FilterCompiler compiler = new FilterCompiler(context);
    return switch (filter) {
      case MatchAllFilter() -> List.of();
      case AndFilter(List<Filter> filters) ->
          filters.stream()
              .sorted(Comparator.comparingInt(part -> compiler.compile(part).cost()))
              .toList();
      case Filter one -> List.of(one);
    };
  }

  private CompiledFilter compile(Filter filter) {
    return switch (filter) {
      case MatchAllFilter() -> ConstantFilter.ALL;
      case AndFilter(List<Filter> filters) ->
          new Conjunction(filters.stream().map(this::compile).toList());
      case OrFilter(List<Filter> filters) ->
          new Disjunction(filters.stream().map(this::compile).toList());
      case NotFilter(Filter negated) -> new Negation(compile(negated));
      case TimeFilter time ->
          new ColumnFilter(FieldNames.TIME, new TimePredicate(time.minNanos(), time.maxNanos()));
      case DayRangeFilter day -> new ColumnFilter(FieldNames.TIME, CyclePredicate.ofDay(day));
      case WeekRangeFilter week -> new ColumnFilter(FieldNames.TIME, CyclePredicate.ofWeek(week));
      case StreamFilter stream -> new StreamCompiler(context).compile(stream.selector());
      case StreamIdFilter streamId -> streamId(streamId.ids());
      case FieldFilter field -> new FieldFilterCompiler(context).compile(field);
    };
  }

  private CompiledFilter streamId(ValueSource ids) {
    TextTable texts =
        switch (ids) {
          case ListedValues listed -> TextTable.of(listed.values());
          case SubqueryValues subquery -> withoutEmpty(context.answer(subquery));
        };
    return new ColumnFilter(FieldNames.STREAM_ID, new InPredicate(new ValueSet(texts)));
  }

  /// The empty text is no id, though a row without one would match it.
  private static TextTable withoutEmpty(TextTable texts) {
    TextTable ids = new TextTable();
    for (int i = 0; i < texts.size(); i++) {
      if (texts.start(i) < texts.end(i)) {
        ids.add(texts.bytes(), texts.start(i), texts.end(i));
      }
    }
    return ids;
  }
}
