package dev.vestige.logsql.filter;

/// `field:="value"`, `field:exact(value)`: the whole value is this text; numbers are not
/// normalised, so `3.0` is not `3`. An empty text matches missing fields.
public record ExactFilter(String field, String value) implements FieldFilter {}
