package dev.vestige.logsql.filter;

/// `field:contains_all(a, "b c")`: each of the given texts is found in the value like a
/// [PhraseFilter]. Empty texts are ignored, so without any other text every row matches.
public record ContainsAllFilter(String field, ValueSource values) implements FieldFilter {}
