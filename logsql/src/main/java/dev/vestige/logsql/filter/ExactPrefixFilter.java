package dev.vestige.logsql.filter;

/// `field:="val"*`, `field:exact(val*)`: the value starts with this text. An empty prefix matches
/// every row.
public record ExactPrefixFilter(String field, String prefix) implements FieldFilter {}
