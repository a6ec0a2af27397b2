package dev.vestige.logsql.math;

import java.util.List;

/// `function(argument, ...)`; the number of arguments fits the function.
public record MathCall(MathFunction function, List<MathExpr> arguments) implements MathExpr {
  public MathCall {
    arguments = List.copyOf(arguments);
  }
}
