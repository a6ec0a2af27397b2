package dev.vestige.logsql.stats;

/// `histogram(field)`: a JSON array of `{"vmrange":"1.136e+02...1.292e+02","hits":n}`, 18 buckets
/// per decade, sorted by the text of the range; negative values and texts are left out.
public record HistogramFunc(String field) implements StatsFunc {}
