package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// `replace_regexp if (...) ("re", "new $1") at field limit n`: replaces matches of an RE2
/// expression; `$1`, `${1}` and `${name}` in the replacement stand for groups.
///
/// @param pattern known to compile
/// @param limit how many matches per value, from the left; 0 for all
public record ReplaceRegexpPipe(
    @Nullable Filter condition, String pattern, String replacement, String field, long limit)
    implements Pipe {}
