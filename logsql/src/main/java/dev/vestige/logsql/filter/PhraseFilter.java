package dev.vestige.logsql.filter;

/// `field:word`, `field:"some phrase"`: the value contains the phrase, case-sensitively, at a place
/// where neither its first nor its last character is glued to another word character. A phrase that
/// starts (ends) with a character that is not part of a word has no such demand on that side. Word
/// characters are Unicode letters, decimal digits and `_`. The phrase is never empty.
public record PhraseFilter(String field, String phrase) implements FieldFilter {}
