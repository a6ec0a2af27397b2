package dev.vestige.logsql.pipe;

/// `len(field) as result`: the length of the value in bytes of UTF-8, 0 if missing.
public record LenPipe(String field, String resultField) implements Pipe {}
