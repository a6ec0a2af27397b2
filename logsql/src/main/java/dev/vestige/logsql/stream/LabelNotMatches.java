package dev.vestige.logsql.stream;

/// `{label!~"pattern"}`: the RE2 expression does not match the whole value.
public record LabelNotMatches(String label, String pattern) implements StreamSelector {}
