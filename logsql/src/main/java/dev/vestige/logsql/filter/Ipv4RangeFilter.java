package dev.vestige.logsql.filter;

/// `field:ipv4_range(min, max)`, `field:ipv4_range("10.0.0.0/8")`: the whole value is an IPv4
/// address between two addresses, both inclusive.
///
/// @param min unsigned 32-bit number in a long
/// @param max unsigned 32-bit number in a long; smaller than `min` when nothing can match
public record Ipv4RangeFilter(String field, long min, long max) implements FieldFilter {}
