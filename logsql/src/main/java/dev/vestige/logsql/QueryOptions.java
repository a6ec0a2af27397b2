package dev.vestige.logsql;

/// `options(concurrency=2, ignore_global_time_filter=true)` in front of a query.
///
/// @param concurrency how many workers may scan; 0 leaves the choice to the server
/// @param ignoreGlobalTimeFilter whether the time range and the filters that came as request
///   parameters are not applied to this query
public record QueryOptions(int concurrency, boolean ignoreGlobalTimeFilter) {
  public static final QueryOptions NONE = new QueryOptions(0, false);
}
