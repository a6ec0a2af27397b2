package dev.vestige.logsql.filter;

/// `field:*`: the field is there and not empty.
public record AnyValueFilter(String field) implements FieldFilter {}
