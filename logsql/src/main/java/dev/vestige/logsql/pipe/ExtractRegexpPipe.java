package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// `extract_regexp if (...) "(?P<ip>[0-9.]+)" from field`: writes the named groups of the first
/// match of the RE2 expression, or empty values without a match.
///
/// @param pattern known to compile and to have a named group
public record ExtractRegexpPipe(
    @Nullable Filter condition, String pattern, String from, WriteMode mode) implements Pipe {}
