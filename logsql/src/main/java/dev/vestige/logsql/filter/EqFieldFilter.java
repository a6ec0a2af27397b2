package dev.vestige.logsql.filter;

/// `field:eq_field(other)`: both fields have the same text; true when both are missing.
public record EqFieldFilter(String field, String other) implements FieldFilter {}
