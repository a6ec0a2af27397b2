package dev.vestige.logsql.filter;

/// `field:~"err|warn"`: the value, empty if missing, contains a match of the RE2 expression. The
/// match is not anchored, and `.` does not match a line break. The pattern is known to compile.
public record RegexpFilter(String field, String pattern) implements FieldFilter {}
