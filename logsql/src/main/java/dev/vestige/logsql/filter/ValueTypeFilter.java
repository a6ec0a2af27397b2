package dev.vestige.logsql.filter;

/// `field:value_type(const)`: the block of the row stores the field with the given type name; an
/// unknown name matches nothing.
public record ValueTypeFilter(String field, String type) implements FieldFilter {}
