package dev.vestige.select.delete;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.logsql.filter.Filter;

/// A deletion that waits or runs.
///
/// @param id names it to the client
/// @param text the filter as the client wrote it
/// @param startMillis when it was asked for, milliseconds since the epoch
record DeleteTask(
    String id,
    TenantId tenant,
    Filter filter,
    String text,
    long startMillis,
    Cancellation cancellation) {}
