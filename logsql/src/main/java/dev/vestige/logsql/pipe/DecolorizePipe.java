package dev.vestige.logsql.pipe;

/// `decolorize field`: drops ANSI colour sequences from the value.
public record DecolorizePipe(String field) implements Pipe {}
