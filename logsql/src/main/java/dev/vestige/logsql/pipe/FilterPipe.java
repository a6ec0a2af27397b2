package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;

/// `filter ...`, `where ...`, or a bare filter behind `|`: only rows that satisfy it stay.
public record FilterPipe(Filter filter) implements Pipe {}
