package dev.vestige.logsql.filter;

/// `field:in(a, b)`: the whole value is one of the given texts, compared like [ExactFilter]. An
/// empty text matches missing fields; without any value nothing matches.
public record InFilter(String field, ValueSource values) implements FieldFilter {}
