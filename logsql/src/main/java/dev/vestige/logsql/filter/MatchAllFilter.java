package dev.vestige.logsql.filter;

/// `*`: every row.
public record MatchAllFilter() implements Filter {
  public static final MatchAllFilter INSTANCE = new MatchAllFilter();
}
