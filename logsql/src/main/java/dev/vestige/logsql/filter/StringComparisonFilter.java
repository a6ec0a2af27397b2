package dev.vestige.logsql.filter;

/// `field:>abc`: the value, empty if missing, compares to a bound that is no number, byte by byte
/// in UTF-8.
public record StringComparisonFilter(String field, Comparison comparison, String bound)
    implements FieldFilter {}
