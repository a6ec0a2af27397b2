package dev.vestige.logsql.math;

/// A number, duration, size, RFC 3339 time (nanoseconds) or IPv4 address, as a double.
///
/// @param text the constant as written, without quotes; the default name of a result shows it
public record MathConstant(double value, String text) implements MathExpr {}
