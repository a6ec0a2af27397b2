package dev.vestige.logsql;

/// The bounds of the language. Each keeps one hostile query from costing more than its share.
public final class Limits {
  /// Characters of a query, unless the server is configured otherwise: as much as people type.
  public static final int QUERY_CHARACTERS_DEFAULT = 16 << 10;

  /// Characters of a query, at most, whatever the configuration: long lists of values from another
  /// node fit, and parsing stays below a second.
  public static final int QUERY_CHARACTERS_MAX = 10 << 20;

  /// Parentheses, negations, conditions and queries inside one another. Trees are walked
  /// recursively, and every level costs stack.
  public static final int NESTING_MAX = 100;

  /// Operators in one arithmetic expression, which is also how deep its tree can get.
  public static final int MATH_OPERATORS_MAX = 200;

  /// Filters joined by one run of `and` or of `or`.
  public static final int FILTERS_MAX = 10_000;

  /// Pipes of one query.
  public static final int PIPES_MAX = 1000;

  /// Names in one list of fields, functions in one `stats`, expressions in one `math`.
  public static final int LIST_ITEMS_MAX = 10_000;

  /// Filters of one `trace_where`: each is a bit of what is held of a span.
  public static final int TRACE_STEPS_MAX = 30;

  /// Values in one `in(...)`: the lists that answered subqueries turn into are long.
  public static final int VALUES_MAX = 2_000_000;

  /// Characters of a regular expression.
  public static final int REGEXP_CHARACTERS_MAX = 64 << 10;

  /// Groups inside one another in a regular expression; compiling walks them recursively.
  public static final int REGEXP_NESTING_MAX = 200;

  /// Steps of a regular expression once its counted repetitions are written out, which is what
  /// matching costs per character.
  public static final int REGEXP_STEPS_MAX = 100_000;

  private Limits() {}
}
