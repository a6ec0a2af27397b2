package dev.vestige.logsql.pipe;

/// `sample n`: each row with probability 1/n.
///
/// @param rate at least 1
public record SamplePipe(long rate) implements Pipe {}
