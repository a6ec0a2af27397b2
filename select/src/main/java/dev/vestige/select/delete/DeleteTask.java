package dev.vestige.select.delete;

import dev.vestige.base.Cancellation;
import dev.vestige.logsql.filter.Filter;

/// A deletion of this process.
record DeleteTask(Deletions.Task facts, Filter filter, Cancellation cancellation) {}
