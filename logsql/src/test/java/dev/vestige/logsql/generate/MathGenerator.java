package dev.vestige.logsql.generate;

import dev.vestige.logsql.math.MathAssignment;
import dev.vestige.logsql.math.MathCall;
import dev.vestige.logsql.math.MathConstant;
import dev.vestige.logsql.math.MathExpr;
import dev.vestige.logsql.math.MathField;
import dev.vestige.logsql.math.MathFunction;
import dev.vestige.logsql.math.MathNegation;
import dev.vestige.logsql.math.MathOperation;
import dev.vestige.logsql.math.MathOperator;
import dev.vestige.logsql.pipe.MathPipe;
import dev.vestige.logsql.value.Numbers;
import java.util.List;

/// Random arithmetic.
final class MathGenerator {
  private static final List<String> CONSTANTS =
      List.of(
          "0",
          "5",
          "1.5",
          "1e3",
          "1e-7",
          "10KiB",
          "1.5s",
          "10.0.0.1",
          "2025-06-15T10:20:30Z",
          "inf",
          "1_000");

  private final QueryGenerator queries;
  private final Choice choice;

  MathGenerator(QueryGenerator queries) {
    this.queries = queries;
    this.choice = queries.choice();
  }

  MathPipe pipe() {
    return new MathPipe(
        choice.list(1, 3, () -> new MathAssignment(expression(0), queries.field())));
  }

  private MathExpr expression(int depth) {
    if (depth > 3) {
      return leaf();
    }
    return switch (choice.below(5)) {
      case 0, 1 ->
          new MathOperation(
              choice.of(List.of(MathOperator.values())),
              expression(depth + 1),
              expression(depth + 1));
      case 2 -> new MathNegation(expression(depth + 1));
      case 3 -> call(depth);
      default -> leaf();
    };
  }

  private MathExpr call(int depth) {
    MathFunction function = choice.of(List.of(MathFunction.values()));
    int max = Math.min(function.maxArguments(), 3);
    return new MathCall(
        function, choice.list(function.minArguments(), max, () -> expression(depth + 1)));
  }

  private MathExpr leaf() {
    if (choice.oneIn(2)) {
      return new MathField(queries.field());
    }
    String text = choice.of(CONSTANTS);
    return new MathConstant(Numbers.parseWithTimes(text), text);
  }
}
