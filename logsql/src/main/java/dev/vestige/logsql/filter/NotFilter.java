package dev.vestige.logsql.filter;

/// `!a`, `-a`, `not a`: the rows `filter` leaves out. Built by [Filter#not]: the operand is never
/// itself a negation.
public record NotFilter(Filter filter) implements Filter {
  public NotFilter {
    if (filter instanceof NotFilter) {
      throw new IllegalArgumentException("a negation inside a negation: " + filter);
    }
  }
}
