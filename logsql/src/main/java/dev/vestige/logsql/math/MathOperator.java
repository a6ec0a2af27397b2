package dev.vestige.logsql.math;

/// The operators between two operands, with their priority: a larger one binds tighter.
public enum MathOperator {
  /// The power of the left operand by the right one.
  POWER("^", 7),
  TIMES("*", 6),
  /// By zero: an infinity or NaN.
  DIVIDE("/", 6),
  /// The remainder with the sign of the dividend; by zero: NaN.
  MODULO("%", 6),
  PLUS("+", 5),
  MINUS("-", 5),
  /// Bitwise, on operands cut to unsigned integers.
  AND("&", 4),
  /// Bitwise, on operands cut to unsigned integers.
  XOR("xor", 3),
  /// Bitwise, on operands cut to unsigned integers.
  OR("or", 2),
  /// The left operand unless it is NaN, else the right one.
  DEFAULT("default", 1);

  private final String symbol;
  private final int priority;

  MathOperator(String symbol, int priority) {
    this.symbol = symbol;
    this.priority = priority;
  }

  public String symbol() {
    return symbol;
  }

  public int priority() {
    return priority;
  }
}
