package dev.vestige.logsql.pipe;

/// `trace_spans`: all stored spans of the traces that the rows belong to, of whatever time, in
/// place of the rows.
public record TraceSpansPipe() implements Pipe {}
