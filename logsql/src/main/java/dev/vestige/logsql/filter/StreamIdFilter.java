package dev.vestige.logsql.filter;

/// `_stream_id:ID`, `_stream_id:in(...)`: rows of the streams with one of the given ids. A listed
/// id is 48 lower-case hexadecimal digits; a text from a subquery that is no such id is skipped.
public record StreamIdFilter(ValueSource ids) implements Filter {}
