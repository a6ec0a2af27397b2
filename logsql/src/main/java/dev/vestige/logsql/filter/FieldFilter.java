package dev.vestige.logsql.filter;

/// A filter that looks at the value of one field and at nothing else, except for the three
/// `*_field` filters, which look at a second one.
public sealed interface FieldFilter extends Filter
    permits AnyValueFilter,
        EmptyValueFilter,
        PhraseFilter,
        PrefixFilter,
        ExactFilter,
        ExactPrefixFilter,
        InFilter,
        ContainsAllFilter,
        ContainsAnyFilter,
        AnyCasePhraseFilter,
        AnyCasePrefixFilter,
        SequenceFilter,
        RegexpFilter,
        RangeFilter,
        StringComparisonFilter,
        StringRangeFilter,
        Ipv4RangeFilter,
        LengthRangeFilter,
        ValueTypeFilter,
        EqFieldFilter,
        LeFieldFilter,
        LtFieldFilter {

  /// The name of the field; `_msg` where the query names none.
  String field();
}
