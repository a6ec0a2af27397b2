package dev.vestige.logsql.pipe;

/// `hash(field) as result`: xxHash64 of the value's bytes, its low 53 bits in decimal.
public record HashPipe(String field, String resultField) implements Pipe {}
