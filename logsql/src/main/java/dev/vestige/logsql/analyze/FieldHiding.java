package dev.vestige.logsql.analyze;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.AnyCasePhraseFilter;
import dev.vestige.logsql.filter.AnyCasePrefixFilter;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.ContainsAllFilter;
import dev.vestige.logsql.filter.ContainsAnyFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.EmptyValueFilter;
import dev.vestige.logsql.filter.EqFieldFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.ExactPrefixFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.Ipv4RangeFilter;
import dev.vestige.logsql.filter.LeFieldFilter;
import dev.vestige.logsql.filter.LengthRangeFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.LtFieldFilter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.PhraseFilter;
import dev.vestige.logsql.filter.PrefixFilter;
import dev.vestige.logsql.filter.RangeFilter;
import dev.vestige.logsql.filter.RegexpFilter;
import dev.vestige.logsql.filter.SequenceFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.StringComparisonFilter;
import dev.vestige.logsql.filter.StringRangeFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.ValueTypeFilter;
import dev.vestige.logsql.filter.WeekRangeFilter;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.logsql.pipe.UnionPipe;
import dev.vestige.logsql.print.Printer;
import dev.vestige.logsql.stream.AllOfSelectors;
import dev.vestige.logsql.stream.AnyOfSelectors;
import dev.vestige.logsql.stream.LabelEquals;
import dev.vestige.logsql.stream.LabelIn;
import dev.vestige.logsql.stream.LabelMatches;
import dev.vestige.logsql.stream.LabelNotEquals;
import dev.vestige.logsql.stream.LabelNotIn;
import dev.vestige.logsql.stream.LabelNotMatches;
import dev.vestige.logsql.stream.StreamSelector;
import java.util.ArrayList;
import java.util.List;

/// Rewrites queries so that they cannot tell some fields from missing ones, whatever they filter
/// by, compute or return, and so in the queries inside them. Filters ask for a field that no row
/// has instead, and the fields are deleted before any pipe sees them. A `_time` filter chooses what
/// is read and stays. Immutable.
///
/// @param patterns of the hidden fields
public record FieldHiding(List<FieldPattern> patterns) {
  /// The name of a field that no span has.
  private static final String NO_FIELD = "(hidden)";

  public FieldHiding {
    patterns = List.copyOf(patterns);
  }

  public boolean hides(String field) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(field));
  }

  /// The query with the fields hidden.
  public Query hide(Query query) {
    List<Pipe> pipes = new ArrayList<>();
    pipes.add(deletion());
    pipes.addAll(pipes(query.pipes()));
    return new Query(query.options(), filter(query.filter()), pipes);
  }

  /// What stands in front of the pipes of a query.
  public Pipe deletion() {
    return new DeletePipe(patterns);
  }

  /// The pipes of a query behind [#deletion()].
  ///
  /// @throws VestigeException INVALID_INPUT for a query inside the condition of a pipe
  public List<Pipe> pipes(List<Pipe> pipes) {
    List<Pipe> hidden = new ArrayList<>();
    for (Pipe pipe : pipes) {
      hidden.add(pipe(pipe));
      if (pipe instanceof StreamContextPipe) {
        // It reads rows that did not pass the first deletion.
        hidden.add(deletion());
      }
    }
    return hidden;
  }

  private Pipe pipe(Pipe pipe) {
    if (pipe instanceof JoinPipe join) {
      return new JoinPipe(join.by(), hide(join.query()), join.kind(), join.prefix());
    }
    if (pipe instanceof UnionPipe union) {
      return new UnionPipe(hide(union.query()));
    }
    if (pipe instanceof FilterPipe filter) {
      return new FilterPipe(inner(filter.filter()));
    }
    refuseSubqueries(pipe);
    return pipe;
  }

  private static void refuseSubqueries(Pipe pipe) {
    if (Conditions.of(pipe).stream().anyMatch(filter -> !Subqueries.of(filter).isEmpty())) {
      throw VestigeException.invalidInput(
          "with hidden fields, a query may stand inside a filter, but not inside the condition of"
              + " another pipe; found "
              + Printer.print(pipe));
    }
  }

  /// A filter that stored rows must pass.
  public Filter filter(Filter filter) {
    return rewritten(filter, Fields.HIDDEN);
  }

  /// A filter of rows whose fields are gone already, and may have got others of the same name.
  private Filter inner(Filter filter) {
    return rewritten(filter, Fields.KEPT);
  }

  /// Whether the fields themselves are to be replaced, or only what queries inside ask for.
  private enum Fields {
    HIDDEN,
    KEPT
  }

  private Filter rewritten(Filter filter, Fields fields) {
    return switch (filter) {
      case MatchAllFilter _, TimeFilter _, DayRangeFilter _, WeekRangeFilter _ -> filter;
      case AndFilter(List<Filter> all) -> new AndFilter(rewritten(all, fields));
      case OrFilter(List<Filter> some) -> new OrFilter(rewritten(some, fields));
      case NotFilter(Filter not) -> new NotFilter(rewritten(not, fields));
      case StreamFilter(StreamSelector selector) -> new StreamFilter(selector(selector));
      case StreamIdFilter(ValueSource ids) when hides(FieldNames.STREAM_ID) ->
          new InFilter(NO_FIELD, values(ids));
      case StreamIdFilter(ValueSource ids) -> new StreamIdFilter(values(ids));
      case FieldFilter field -> leaf(field, fields);
    };
  }

  private List<Filter> rewritten(List<Filter> filters, Fields fields) {
    return filters.stream().map(filter -> rewritten(filter, fields)).toList();
  }

  private Filter leaf(FieldFilter filter, Fields fields) {
    String name = name(filter.field(), fields);
    return switch (filter) {
      case AnyCasePhraseFilter f -> new AnyCasePhraseFilter(name, f.phrase());
      case AnyCasePrefixFilter f -> new AnyCasePrefixFilter(name, f.prefix());
      case AnyValueFilter _ -> new AnyValueFilter(name);
      case ContainsAllFilter f -> new ContainsAllFilter(name, values(f.values()));
      case ContainsAnyFilter f -> new ContainsAnyFilter(name, values(f.values()));
      case EmptyValueFilter _ -> new EmptyValueFilter(name);
      case EqFieldFilter f -> new EqFieldFilter(name, name(f.other(), fields));
      case ExactFilter f -> new ExactFilter(name, f.value());
      case ExactPrefixFilter f -> new ExactPrefixFilter(name, f.prefix());
      case InFilter f -> new InFilter(name, values(f.values()));
      case Ipv4RangeFilter f -> new Ipv4RangeFilter(name, f.min(), f.max());
      case LeFieldFilter f -> new LeFieldFilter(name, name(f.other(), fields));
      case LengthRangeFilter f -> new LengthRangeFilter(name, f.min(), f.max());
      case LtFieldFilter f -> new LtFieldFilter(name, name(f.other(), fields));
      case PhraseFilter f -> new PhraseFilter(name, f.phrase());
      case PrefixFilter f -> new PrefixFilter(name, f.prefix());
      case RangeFilter f -> new RangeFilter(name, f.min(), f.max(), f.text());
      case RegexpFilter f -> new RegexpFilter(name, f.pattern());
      case SequenceFilter f -> new SequenceFilter(name, f.phrases());
      case StringComparisonFilter f -> new StringComparisonFilter(name, f.comparison(), f.bound());
      case StringRangeFilter f -> new StringRangeFilter(name, f.min(), f.max());
      case ValueTypeFilter f -> new ValueTypeFilter(name, f.type());
    };
  }

  private String name(String field, Fields fields) {
    return fields == Fields.HIDDEN && hides(field) ? NO_FIELD : field;
  }

  private ValueSource values(ValueSource values) {
    return switch (values) {
      case ListedValues listed -> listed;
      case SubqueryValues(Query query, String field) -> new SubqueryValues(hide(query), field);
    };
  }

  private StreamSelector selector(StreamSelector selector) {
    return switch (selector) {
      case AllOfSelectors(List<StreamSelector> all) ->
          new AllOfSelectors(all.stream().map(this::selector).toList());
      case AnyOfSelectors(List<StreamSelector> some) ->
          new AnyOfSelectors(some.stream().map(this::selector).toList());
      case LabelEquals s -> new LabelEquals(label(s.label()), s.value());
      case LabelIn s -> new LabelIn(label(s.label()), s.values());
      case LabelMatches s -> new LabelMatches(label(s.label()), s.pattern());
      case LabelNotEquals s -> new LabelNotEquals(label(s.label()), s.value());
      case LabelNotIn s -> new LabelNotIn(label(s.label()), s.values());
      case LabelNotMatches s -> new LabelNotMatches(label(s.label()), s.pattern());
    };
  }

  private String label(String label) {
    return hides(label) ? NO_FIELD : label;
  }
}
