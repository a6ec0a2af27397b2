package dev.vestige.logsql.math;

import java.util.Locale;

/// The functions of `math`, with the number of arguments they take.
public enum MathFunction {
  ABS(1, 1),
  CEIL(1, 1),
  EXP(1, 1),
  FLOOR(1, 1),
  /// The natural logarithm.
  LN(1, 1),
  /// The largest argument that is not NaN.
  MAX(2, Integer.MAX_VALUE),
  /// The smallest argument that is not NaN.
  MIN(2, Integer.MAX_VALUE),
  /// The time of the query, nanoseconds since the epoch.
  NOW(0, 0),
  /// A random number, at least 0 and below 1.
  RAND(0, 0),
  /// To the nearest integer, or to the nearest multiple of the second argument; halves away from
  /// zero.
  ROUND(1, 2);

  private final int minArguments;
  private final int maxArguments;

  MathFunction(int minArguments, int maxArguments) {
    this.minArguments = minArguments;
    this.maxArguments = maxArguments;
  }

  public int minArguments() {
    return minArguments;
  }

  public int maxArguments() {
    return maxArguments;
  }

  /// The name in a query.
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
