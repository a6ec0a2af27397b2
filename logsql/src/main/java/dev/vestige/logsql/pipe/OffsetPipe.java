package dev.vestige.logsql.pipe;

/// `offset n`, `skip n`: all rows but some n.
public record OffsetPipe(long count) implements Pipe {}
