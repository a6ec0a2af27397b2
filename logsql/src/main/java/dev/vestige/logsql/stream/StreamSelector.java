package dev.vestige.logsql.stream;

/// A condition on the labels of a stream. A label the stream lacks has the empty value.
public sealed interface StreamSelector
    permits AnyOfSelectors,
        AllOfSelectors,
        LabelEquals,
        LabelNotEquals,
        LabelMatches,
        LabelNotMatches,
        LabelIn,
        LabelNotIn {}
