package dev.vestige.logsql.pipe;

/// `drop_empty_fields`: empty fields go, and rows without any other field go with them.
public record DropEmptyFieldsPipe() implements Pipe {}
