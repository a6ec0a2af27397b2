package dev.vestige.logsql.filter;

import dev.vestige.logsql.stream.StreamSelector;

/// `{label="value", ...}`, `_stream:{...}`: rows of the streams that `selector` picks.
public record StreamFilter(StreamSelector selector) implements Filter {}
