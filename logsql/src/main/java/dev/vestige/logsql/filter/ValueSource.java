package dev.vestige.logsql.filter;

/// Where the arguments of `in(...)`, `contains_all(...)`, `contains_any(...)` and
/// `_stream_id:in(...)` come from.
public sealed interface ValueSource permits ListedValues, SubqueryValues {}
