package dev.vestige.logsql.filter;

/// `field:string_range(min, max)`: `min <= value < max`, byte by byte in UTF-8; a missing field is
/// the empty text.
public record StringRangeFilter(String field, String min, String max) implements FieldFilter {}
