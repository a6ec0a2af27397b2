package dev.vestige.logsql.stats;

/// `rate()`: the number of rows divided by the length in seconds of the query's time range (by the
/// step of a range query), by 1 when the query has no time range.
public record RateFunc() implements StatsFunc {}
