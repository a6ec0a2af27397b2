package dev.vestige.logsql.math;

/// `left operator right`; operators of one priority group from the left, `^` too.
public record MathOperation(MathOperator operator, MathExpr left, MathExpr right)
    implements MathExpr {}
