package dev.vestige.logsql.pipe;

import dev.vestige.logsql.Query;

/// `union (query)`: the rows, followed by those of another query.
public record UnionPipe(Query query) implements Pipe {}
