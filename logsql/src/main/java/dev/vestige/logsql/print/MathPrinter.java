package dev.vestige.logsql.print;

import dev.vestige.logsql.math.MathCall;
import dev.vestige.logsql.math.MathConstant;
import dev.vestige.logsql.math.MathExpr;
import dev.vestige.logsql.math.MathField;
import dev.vestige.logsql.math.MathFunction;
import dev.vestige.logsql.math.MathNegation;
import dev.vestige.logsql.math.MathOperation;
import dev.vestige.logsql.math.MathOperator;
import java.util.Locale;

/// Arithmetic, with parentheses only where priorities need them.
final class MathPrinter {
  private MathPrinter() {}

  static void expression(Printer out, MathExpr expression) {
    switch (expression) {
      case MathConstant constant -> out.token(constant.text());
      case MathField field -> field(out, field.field());
      case MathNegation negation -> {
        out.text("-");
        operand(out, negation.operand(), Integer.MAX_VALUE);
      }
      case MathOperation operation -> {
        int priority = operation.operator().priority();
        operand(out, operation.left(), priority);
        out.text(" ").text(operation.operator().symbol()).text(" ");
        operand(out, operation.right(), priority + 1);
      }
      case MathCall call -> {
        out.text(call.function().keyword()).text("(");
        Lists.separated(out, call.arguments(), ", ", out::math);
        out.text(")");
      }
    }
  }

  private static void operand(Printer out, MathExpr operand, int priorityMin) {
    if (operand instanceof MathOperation inner && inner.operator().priority() < priorityMin) {
      out.text("(").math(operand).text(")");
    } else {
      out.math(operand);
    }
  }

  private static void field(Printer out, String field) {
    if (isMathWord(field.toLowerCase(Locale.ROOT))) {
      out.quoted(field);
    } else {
      out.token(field);
    }
  }

  private static boolean isMathWord(String lower) {
    for (MathFunction function : MathFunction.values()) {
      if (function.keyword().equals(lower)) {
        return true;
      }
    }
    for (MathOperator operator : MathOperator.values()) {
      if (operator.symbol().equals(lower)) {
        return true;
      }
    }
    return false;
  }
}
