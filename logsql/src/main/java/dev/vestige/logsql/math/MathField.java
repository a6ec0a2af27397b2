package dev.vestige.logsql.math;

/// The value of a field read as a number, duration, size, RFC 3339 time (nanoseconds) or IPv4
/// address; NaN when it is none of these or missing.
public record MathField(String field) implements MathExpr {}
