package dev.vestige.logsql.filter;

/// `field:lt_field(other)`: like [LeFieldFilter], but equal values do not match.
public record LtFieldFilter(String field, String other) implements FieldFilter {}
