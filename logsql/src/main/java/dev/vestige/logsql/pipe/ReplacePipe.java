package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// `replace if (...) ("old", "new") at field limit n`: replaces a literal text. An empty `oldText`
/// changes nothing.
///
/// @param limit how many occurrences per value, from the left; 0 for all
public record ReplacePipe(
    @Nullable Filter condition, String oldText, String newText, String field, long limit)
    implements Pipe {}
