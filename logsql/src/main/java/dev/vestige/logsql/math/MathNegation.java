package dev.vestige.logsql.math;

/// `-expr`; binds tighter than every operator.
public record MathNegation(MathExpr operand) implements MathExpr {}
