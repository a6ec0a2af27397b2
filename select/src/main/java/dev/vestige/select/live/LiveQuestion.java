package dev.vestige.select.live;

import dev.vestige.base.Cancellation;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.RunContext;

/// Which rows to show as they come in.
///
/// @param query of pipes that look at one row at a time
/// @param context its bounds; those of time hold for the recent rows only
/// @param startNanos rows that ended since then are the recent ones
/// @param offsetMillis how much later rows are shown
/// @param end ends it all
public record LiveQuestion(
    Query query, RunContext context, long startNanos, long offsetMillis, Cancellation end) {}
