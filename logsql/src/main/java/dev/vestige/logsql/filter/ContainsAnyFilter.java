package dev.vestige.logsql.filter;

/// `field:contains_any(a, "b c")`: at least one of the given texts is found in the value like a
/// [PhraseFilter]. An empty text matches every row; without any text nothing matches.
public record ContainsAnyFilter(String field, ValueSource values) implements FieldFilter {}
