package dev.vestige.logsql.filter;

/// `field:i(pre*)`: like [PrefixFilter] after both sides are lower-cased one code point at a time.
/// An empty prefix (`i(*)`) matches every non-empty value.
///
/// @param prefix as written, not yet lower-cased
public record AnyCasePrefixFilter(String field, String prefix) implements FieldFilter {}
