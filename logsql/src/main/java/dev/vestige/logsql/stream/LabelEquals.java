package dev.vestige.logsql.stream;

/// `{label="value"}`; an empty value picks streams without the label.
public record LabelEquals(String label, String value) implements StreamSelector {}
