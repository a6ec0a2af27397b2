package dev.vestige.logsql.stream;

/// `{label!="value"}`; an empty value picks streams that have the label.
public record LabelNotEquals(String label, String value) implements StreamSelector {}
