package dev.vestige.logsql.stream;

/// `{label=~"pattern"}`: the RE2 expression matches the whole value. The pattern is known to
/// compile.
public record LabelMatches(String label, String pattern) implements StreamSelector {}
