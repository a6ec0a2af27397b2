package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.analyze.FilterFields;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import dev.vestige.logsql.stats.AvgFunc;
import dev.vestige.logsql.stats.CountEmptyFunc;
import dev.vestige.logsql.stats.CountFunc;
import dev.vestige.logsql.stats.CountUniqFunc;
import dev.vestige.logsql.stats.CountUniqHashFunc;
import dev.vestige.logsql.stats.HistogramFunc;
import dev.vestige.logsql.stats.JsonValuesFunc;
import dev.vestige.logsql.stats.MaxFunc;
import dev.vestige.logsql.stats.MedianFunc;
import dev.vestige.logsql.stats.MinFunc;
import dev.vestige.logsql.stats.QuantileFunc;
import dev.vestige.logsql.stats.RateFunc;
import dev.vestige.logsql.stats.RateSumFunc;
import dev.vestige.logsql.stats.RowAnyFunc;
import dev.vestige.logsql.stats.RowMaxFunc;
import dev.vestige.logsql.stats.RowMinFunc;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.logsql.stats.SumFunc;
import dev.vestige.logsql.stats.SumLenFunc;
import dev.vestige.logsql.stats.UniqValuesFunc;
import dev.vestige.logsql.stats.ValuesFunc;
import dev.vestige.storage.Streams;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a query asks of rows when all that matters is how many of them have which values. A part
/// that lies in its time range as a whole answers from its counts then.
///
/// @param filter the query's without what it says of `_time`, which holds for all rows of such a
///   part
/// @param fields that filter and pipe look at; none when the pipe asks for all there are, one by
///   one
record CountedQuery(Filter filter, Optional<Set<String>> fields) {
  CountedQuery {
    fields = fields.map(Set::copyOf);
  }

  /// Empty when the query has to look at the rows themselves.
  static Optional<CountedQuery> of(Plan plan) {
    if (plan.pipes().isEmpty()) {
      return Optional.empty();
    }
    Filter filter = withoutTime(plan.filter());
    Pipe pipe = plan.pipes().getFirst();
    if (pipe instanceof FacetsPipe || pipe instanceof FieldNamesPipe) {
      return Optional.of(new CountedQuery(filter, Optional.empty()))
          .filter(query -> query.filter instanceof MatchAllFilter);
    }
    return counts(pipe)
        ? fields(filter, plan.needed()).map(fields -> new CountedQuery(filter, Optional.of(fields)))
        : Optional.empty();
  }

  private static Filter withoutTime(Filter filter) {
    Collection<Filter> all = filter instanceof AndFilter and ? and.filters() : List.of(filter);
    return Filter.and(all.stream().filter(inner -> !(inner instanceof TimeFilter)).toList());
  }

  /// Everything that is looked at; empty when its names are not known.
  private static Optional<Set<String>> fields(Filter filter, FieldSet needed) {
    if (needed.wanted().stream().anyMatch(FieldPattern::isPrefix)) {
      return Optional.empty();
    }
    Set<String> fields = new TreeSet<>(FilterFields.of(filter));
    if (fields.contains(FieldNames.STREAM)) {
      // Selectors look at these two labels in their own columns.
      fields.add(Streams.NAME_FIELD);
      fields.add(Streams.SERVICE_FIELD);
    }
    needed.wanted().forEach(field -> fields.add(field.name()));
    return Optional.of(fields);
  }

  /// Whether a pipe takes rows that stand for several.
  private static boolean counts(Pipe pipe) {
    return switch (pipe) {
      case FieldValuesPipe _, TopPipe _, UniqPipe _ -> true;
      case StatsPipe stats -> stats.items().stream().allMatch(item -> counts(item.function()));
      default -> false;
    };
  }

  private static boolean counts(StatsFunc function) {
    return switch (function) {
      case CountFunc _,
          CountEmptyFunc _,
          CountUniqFunc _,
          CountUniqHashFunc _,
          MaxFunc _,
          MinFunc _,
          RateFunc _,
          UniqValuesFunc _ ->
          true;
      case AvgFunc _,
          HistogramFunc _,
          JsonValuesFunc _,
          MedianFunc _,
          QuantileFunc _,
          RateSumFunc _,
          RowAnyFunc _,
          RowMaxFunc _,
          RowMinFunc _,
          SumFunc _,
          SumLenFunc _,
          ValuesFunc _ ->
          false;
    };
  }
}
