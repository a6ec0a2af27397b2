package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
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
import java.util.List;

/// Turns stream selectors into filters on the columns of labels. Span name and service name are
/// labels of every stored stream, so their columns are the labels; any other field is a label only
/// where `_stream` says so.
final class StreamCompiler {
  private final FilterContext context;

  StreamCompiler(FilterContext context) {
    this.context = context;
  }

  CompiledFilter compile(StreamSelector selector) {
    return switch (selector) {
      case AnyOfSelectors any ->
          any.selectors().isEmpty()
              ? ConstantFilter.NONE
              : new Disjunction(any.selectors().stream().map(this::compile).toList());
      case AllOfSelectors all ->
          new Conjunction(all.selectors().stream().map(this::compile).toList());
      case LabelEquals equals -> isOneOf(equals.label(), List.of(equals.value()));
      case LabelNotEquals equals -> new Negation(isOneOf(equals.label(), List.of(equals.value())));
      case LabelIn in -> isOneOf(in.label(), in.values());
      case LabelNotIn in -> new Negation(isOneOf(in.label(), in.values()));
      case LabelMatches matches -> isMatch(matches.label(), matches.pattern());
      case LabelNotMatches matches -> new Negation(isMatch(matches.label(), matches.pattern()));
    };
  }

  private CompiledFilter isOneOf(String label, List<String> values) {
    return isColumn(label)
        ? new FieldFilterCompiler(context).compile(new InFilter(label, new ListedValues(values)))
        : onStream(label, new InPredicate(new ValueSet(TextTable.of(values))));
  }

  private CompiledFilter isMatch(String label, String pattern) {
    ValuePredicate predicate = Regexps.anchored(pattern, context.cancellation());
    return isColumn(label) ? new ColumnFilter(label, predicate) : onStream(label, predicate);
  }

  private boolean isColumn(String label) {
    return context.rows() == FilterContext.Rows.STORED
        && (label.equals(Streams.NAME_FIELD) || label.equals(Streams.SERVICE_FIELD));
  }

  private static CompiledFilter onStream(String label, ValuePredicate predicate) {
    return new ColumnFilter(FieldNames.STREAM, new StreamLabelPredicate(label, predicate));
  }
}
