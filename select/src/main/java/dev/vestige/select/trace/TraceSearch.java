package dev.vestige.select.trace;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// Which traces are wanted: those with a matching span in the time range of the run, the newest
/// first.
///
/// @param filter what one span of the trace must satisfy
/// @param limit how many traces
/// @param after where an earlier page ended; null for the first page
public record TraceSearch(Filter filter, int limit, @Nullable TraceCursor after) {}
