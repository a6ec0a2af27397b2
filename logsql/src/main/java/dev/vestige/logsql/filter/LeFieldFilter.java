package dev.vestige.logsql.filter;

/// `field:le_field(other)`: the value is not above that of the other field in natural order
/// (numbers, durations, times by value, else text); a missing field is the empty text, below
/// everything.
public record LeFieldFilter(String field, String other) implements FieldFilter {}
