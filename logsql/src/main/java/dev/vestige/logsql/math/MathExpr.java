package dev.vestige.logsql.math;

/// An arithmetic expression over doubles. Everything that is no number is NaN.
public sealed interface MathExpr
    permits MathConstant, MathField, MathNegation, MathOperation, MathCall {}
