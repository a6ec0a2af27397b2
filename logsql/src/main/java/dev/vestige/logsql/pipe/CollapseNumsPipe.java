package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// `collapse_nums if (...) at field prettify`: every decimal or hexadecimal number in the value
/// becomes `<N>`.
///
/// @param prettify whether runs of `<N>` that look like a UUID, an IPv4 address, a time, a date or
///   both become `<UUID>`, `<IP4>`, `<TIME>`, `<DATE>`, `<DATETIME>`
public record CollapseNumsPipe(@Nullable Filter condition, String field, boolean prettify)
    implements Pipe {}
