package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.field.FieldNames;
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
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.print.Printer;
import dev.vestige.logsql.value.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `math` pipe: `expression as name, ...`, operators by priority and from the left.
final class MathParser {
  private final Cursor cursor;
  private final FieldLists lists;
  private int operators;

  MathParser(Cursor cursor, FieldLists lists) {
    this.cursor = cursor;
    this.lists = lists;
  }

  Pipe pipe() {
    return new MathPipe(lists.commaSeparated(this::assignment));
  }

  private MathAssignment assignment() {
    operators = 0;
    MathExpr expression = expression(0);
    if (cursor.at(",") || cursor.atEndOfPipe()) {
      return new MathAssignment(expression, Printer.print(expression));
    }
    cursor.acceptWord("as");
    return new MathAssignment(expression, lists.name("a name for the result of `math`"));
  }

  /// An expression of operators that bind at least as tight as `priorityMin`.
  private MathExpr expression(int priorityMin) {
    MathExpr left = operand();
    MathOperator operator = operator();
    while (operator != null && operator.priority() >= priorityMin) {
      cursor.advance();
      cursor.checkSize(++operators, Limits.MATH_OPERATORS_MAX, "operators in one expression");
      left = new MathOperation(operator, left, expression(operator.priority() + 1));
      operator = operator();
    }
    return left;
  }

  private @Nullable MathOperator operator() {
    Token token = cursor.token();
    if (token.kind() == TokenKind.QUOTED) {
      return null;
    }
    for (MathOperator operator : MathOperator.values()) {
      if (token.text().equalsIgnoreCase(operator.symbol())) {
        return operator;
      }
    }
    return null;
  }

  private MathExpr operand() {
    cursor.enter();
    try {
      while (cursor.at("+")) {
        cursor.advance();
      }
      if (cursor.accept("-")) {
        return new MathNegation(operand());
      }
      if (cursor.accept("(")) {
        MathExpr inner = expression(0);
        cursor.expect(")", "that closes the group in `math`");
        return inner;
      }
      return startsCall() ? call() : value();
    } finally {
      cursor.leave();
    }
  }

  /// The name of a function is a function even without its parentheses, which are then missing.
  private boolean startsCall() {
    Token token = cursor.token();
    return token.kind() == TokenKind.WORD && (cursor.peek().isSymbol("(") || known(token) != null);
  }

  private static @Nullable MathFunction known(Token name) {
    for (MathFunction function : MathFunction.values()) {
      if (function.keyword().equalsIgnoreCase(name.text())) {
        return function;
      }
    }
    return null;
  }

  private MathExpr call() {
    Token name = cursor.token();
    MathFunction function = function(name);
    cursor.advance();
    if (!cursor.at("(")) {
      throw cursor.error(
          name,
          "`"
              + name.text()
              + "` is a function of `math` and needs `(`; put the name of a field into quotes");
    }
    List<MathExpr> arguments =
        lists.inParentheses("after `" + name.text() + "`", () -> expression(0));
    int count = arguments.size();
    if (count < function.minArguments() || count > function.maxArguments()) {
      throw cursor.error(
          name,
          "the function `"
              + function.keyword()
              + "` of `math` does not take "
              + count
              + " arguments");
    }
    return new MathCall(function, arguments);
  }

  private MathFunction function(Token name) {
    MathFunction function = known(name);
    if (function != null) {
      return function;
    }
    List<String> keywords =
        Arrays.stream(MathFunction.values()).map(MathFunction::keyword).toList();
    String hint = Suggestions.hint(name.text(), keywords);
    throw cursor.error(name, "unknown function `" + name.text() + "` of `math`" + hint);
  }

  /// A number or the name of a field.
  private MathExpr value() {
    Token token = cursor.compound(Stops.OPERAND, "a number, a field or `(` in `math`");
    String text = token.text();
    if (Numbers.startsLikeNumber(text)) {
      double number = Numbers.parseWithTimes(text);
      if (!Double.isNaN(number)) {
        return new MathConstant(number, text);
      }
      if (token.kind() != TokenKind.QUOTED) {
        throw cursor.error(token, "`" + text + "` is not a number" + exponentHint(text));
      }
    }
    return new MathField(text.isEmpty() ? FieldNames.MESSAGE : text);
  }

  private static String exponentHint(String text) {
    boolean exponent = text.endsWith("e") || text.endsWith("E");
    return exponent ? "; put a number with a signed exponent into quotes, as in `\"1e-7\"`" : "";
  }
}
