package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.PhraseFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.WeekRangeFilter;
import dev.vestige.logsql.stream.AllOfSelectors;
import dev.vestige.logsql.stream.AnyOfSelectors;
import dev.vestige.logsql.stream.LabelEquals;
import dev.vestige.logsql.stream.LabelIn;
import dev.vestige.logsql.stream.LabelMatches;
import dev.vestige.logsql.stream.LabelNotEquals;
import dev.vestige.logsql.stream.LabelNotIn;
import dev.vestige.logsql.stream.LabelNotMatches;
import dev.vestige.logsql.stream.StreamSelector;
import dev.vestige.storage.Streams;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What every row that satisfies a filter surely has in common, for storage to skip the rest. The
/// filter itself still runs on what is left. Holds for rows as storage has them, before any pipe.
public final class FilterFacts {
  private static final String TRACE_ID = "trace_id";
  private static final int TRACE_ID_DIGITS = 32;

  private FilterFacts() {}

  /// The traces that matching rows belong to, when the filter names them; none of them when it can
  /// match no row.
  public static Optional<List<TraceId>> traces(Filter filter, FilterContext context) {
    return values(filter, new TraceIds(context))
        .map(ids -> ids.stream().map(TraceId::parse).flatMap(Optional::stream).toList());
  }

  /// The service names that matching rows have, when the filter names them.
  public static Optional<List<String>> services(Filter filter, FilterContext context) {
    return values(filter, new ServiceNames(context)).map(List::copyOf);
  }

  /// Finds the values that a single condition leaves to one field.
  private interface FieldValues {
    Optional<Set<String>> of(Filter filter);
  }

  private static Optional<Set<String>> values(Filter filter, FieldValues single) {
    return switch (filter) {
      case AndFilter(List<Filter> filters) -> {
        Optional<Set<String>> all = Optional.empty();
        for (Filter part : filters) {
          all = intersection(all, values(part, single));
        }
        yield all;
      }
      case OrFilter(List<Filter> filters) -> {
        List<Optional<Set<String>>> parts = new ArrayList<>();
        for (Filter part : filters) {
          parts.add(values(part, single));
        }
        yield union(parts);
      }
      case MatchAllFilter _,
          NotFilter _,
          TimeFilter _,
          DayRangeFilter _,
          WeekRangeFilter _,
          StreamFilter _,
          StreamIdFilter _,
          FieldFilter _ ->
          single.of(filter);
    };
  }

  private static Optional<Set<String>> intersection(
      Optional<Set<String>> first, Optional<Set<String>> second) {
    if (first.isEmpty()) {
      return second;
    }
    if (second.isEmpty()) {
      return first;
    }
    Set<String> both = new LinkedHashSet<>(first.get());
    both.retainAll(second.get());
    return Optional.of(both);
  }

  private static Optional<Set<String>> union(List<Optional<Set<String>>> parts) {
    Set<String> any = new LinkedHashSet<>();
    for (Optional<Set<String>> part : parts) {
      if (part.isEmpty()) {
        return Optional.empty();
      }
      any.addAll(part.get());
    }
    return Optional.of(any);
  }

  /// The values of a list; nothing when rows without the field satisfy it too.
  private static Optional<Set<String>> listed(ValueSource source, FilterContext context) {
    Set<String> values = new LinkedHashSet<>();
    switch (source) {
      case ListedValues listed -> values.addAll(listed.values());
      case SubqueryValues subquery -> {
        TextTable answer = context.answer(subquery);
        for (int i = 0; i < answer.size(); i++) {
          values.add(answer.text(i).toString());
        }
      }
    }
    return values.contains("") ? Optional.empty() : Optional.of(values);
  }

  private static Optional<Set<String>> listedOrExact(FieldFilter filter, FilterContext context) {
    if (filter instanceof ExactFilter(String _, String value)) {
      return exactly(value);
    }
    return filter instanceof InFilter(String _, ValueSource source)
        ? listed(source, context)
        : Optional.empty();
  }

  private static Optional<Set<String>> exactly(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(Set.of(value));
  }

  /// Texts that are no printed trace id match no row and are left out.
  private record TraceIds(FilterContext context) implements FieldValues {
    @Override
    public Optional<Set<String>> of(Filter filter) {
      if (!(filter instanceof FieldFilter onField) || !onField.field().equals(TRACE_ID)) {
        return Optional.empty();
      }
      if (filter instanceof PhraseFilter(String _, String phrase) && isPrintedId(phrase)) {
        return exactly(phrase);
      }
      return listedOrExact(onField, context)
          .map(ids -> {
            Set<String> printed = new LinkedHashSet<>(ids);
            printed.removeIf(id -> !isPrintedId(id));
            return printed;
          });
    }

    private static boolean isPrintedId(String text) {
      return text.length() == TRACE_ID_DIGITS
          && TraceId.parse(text).map(id -> id.toString().equals(text)).orElse(false);
    }
  }

  /// Names given to the field itself or to the stream's label.
  private record ServiceNames(FilterContext context) implements FieldValues {
    @Override
    public Optional<Set<String>> of(Filter filter) {
      if (filter instanceof StreamFilter(StreamSelector selector)) {
        return ofSelector(selector);
      }
      return filter instanceof FieldFilter onField && onField.field().equals(Streams.SERVICE_FIELD)
          ? listedOrExact(onField, context)
          : Optional.empty();
    }

    private Optional<Set<String>> ofSelector(StreamSelector selector) {
      return switch (selector) {
        case LabelEquals(String label, String value) when label.equals(Streams.SERVICE_FIELD) ->
            exactly(value);
        case LabelIn(String label, List<String> values) when label.equals(Streams.SERVICE_FIELD) ->
            listed(new ListedValues(values), context);
        case AllOfSelectors(List<StreamSelector> all) -> {
          Optional<Set<String>> names = Optional.empty();
          for (StreamSelector part : all) {
            names = intersection(names, ofSelector(part));
          }
          yield names;
        }
        case AnyOfSelectors(List<StreamSelector> any) ->
            union(any.stream().map(this::ofSelector).toList());
        case LabelEquals _,
            LabelIn _,
            LabelNotEquals _,
            LabelNotIn _,
            LabelMatches _,
            LabelNotMatches _ ->
            Optional.empty();
      };
    }
  }
}
