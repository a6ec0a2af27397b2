package dev.vestige.logsql.filter;

/// `field:""`: the field is missing or empty.
public record EmptyValueFilter(String field) implements FieldFilter {}
