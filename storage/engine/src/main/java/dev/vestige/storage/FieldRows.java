package dev.vestige.storage;

/// In how many rows a field has a value.
public record FieldRows(String field, long rows) {}
