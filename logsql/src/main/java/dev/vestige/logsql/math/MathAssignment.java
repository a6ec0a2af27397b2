package dev.vestige.logsql.math;

/// `expr as name` of a `math` pipe; later assignments of the pipe see the result.
///
/// @param resultField where the result goes; the text of the expression when the query names none
public record MathAssignment(MathExpr expression, String resultField) {}
