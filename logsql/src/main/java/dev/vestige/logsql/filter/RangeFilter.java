package dev.vestige.logsql.filter;

/// `field:range(1, 10KiB]`, `field:>1.5s`: the value reads as a number (decimal, duration, size,
/// RFC 3339 time, IPv4 address) between two bounds, both inclusive. Values that are no numbers and
/// missing values never match.
///
/// @param min smallest matching number; an exclusive bracket has moved it up by one unit in the
///   last place; `-Infinity` without a lower end
/// @param max largest matching number, likewise
/// @param text what stands behind the field: `range(1, 10KiB]` or `>1.5s`
public record RangeFilter(String field, double min, double max, String text)
    implements FieldFilter {}
