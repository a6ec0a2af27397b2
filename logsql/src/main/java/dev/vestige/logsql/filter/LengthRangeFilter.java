package dev.vestige.logsql.filter;

/// `field:len_range(min, max)`: the number of Unicode code points of the value, 0 if missing, lies
/// between two numbers, both inclusive.
///
/// @param max `Long.MAX_VALUE` for `inf`
public record LengthRangeFilter(String field, long min, long max) implements FieldFilter {}
